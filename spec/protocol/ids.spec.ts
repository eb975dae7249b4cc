import { checkId, isId, transactionIds } from '../../src/protocol/ids.js';

describe('checkId', () => {
  it.each([1, 2, 5_000_000_000, 2 ** 53 - 1])('takes %d', (id) => {
    expect(() => checkId('sessionId', id)).not.toThrow();
    expect(isId(id)).toBe(true);
  });

  it.each([
    0,
    -0,
    -1,
    1.5,
    NaN,
    Infinity,
    -Infinity,
    2 ** 53,
    1e300,
    '1',
    '',
    null,
    undefined,
    true,
    [1],
    { id: 1 },
    1n,
  ])('refuses %p, naming the argument', (id) => {
    expect(() => checkId('sessionId', id)).toThrow(
      expect.objectContaining({
        kind: 'invalid-argument',
        argument: 'sessionId',
        message: expect.stringContaining('positive integer below 2^53') as unknown,
      }),
    );
    expect(isId(id)).toBe(false);
  });
});

describe('transactionIds', () => {
  it('gives text, and never the same twice', () => {
    const next = transactionIds();
    const given = Array.from({ length: 10_000 }, next);
    expect(new Set(given).size).toBe(given.length);
    expect(given.every((id) => typeof id === 'string' && id.length > 0)).toBe(true);
  });

  it('gives other ones from another source, as the answer may go to another client', () => {
    const [mine, theirs] = [transactionIds(), transactionIds()];
    const all = Array.from({ length: 1_000 }, () => [mine(), theirs()]).flat();
    expect(new Set(all).size).toBe(all.length);
  });

  it('keeps them short', () => {
    const next = transactionIds();
    expect(Array.from({ length: 1_000 }, next).every((id) => id.length <= 16)).toBe(true);
  });
});
