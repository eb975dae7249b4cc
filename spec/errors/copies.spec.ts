import * as here from 'rxjs-janus';

type Library = typeof here;

/** A second copy of the library in one process, as when one part of a program imports it and another requires it. */
const secondCopy = async (): Promise<Library> => {
  let copy: Library | undefined;
  await jest.isolateModulesAsync(async () => {
    copy = await import('rxjs-janus');
  });
  if (copy === undefined) throw new Error('no second copy');
  return copy;
};

describe('errors of another copy of the library', () => {
  let there: Library;

  beforeAll(async () => {
    there = await secondCopy();
  });

  it('come from classes that are not the same', () => {
    expect(there.ServerError).not.toBe(here.ServerError);
  });

  it('are instances of the same class here', () => {
    const error = new there.SessionLostError(1, 'not-found');
    expect(error instanceof here.SessionLostError).toBe(true);
    expect(error instanceof here.JanusError).toBe(true);
    expect(error instanceof Error).toBe(true);
    expect(new here.SessionLostError(1, 'not-found') instanceof there.SessionLostError).toBe(true);
  });

  it('are instances of no other class here', () => {
    const error = new there.SessionLostError(1, 'not-found');
    expect(error instanceof here.SessionEndedError).toBe(false);
    expect(error instanceof here.ServerError).toBe(false);
  });

  it('are told by their kind', () => {
    const error: unknown = new there.SessionReclaimError(1, 458, 'No such session 1', 'not-found');
    expect(here.isJanusError(error)).toBe(true);
    expect(here.isJanusError(error, 'session-reclaim')).toBe(true);
    expect(here.isJanusError(error, 'session-lost')).toBe(false);
  });
});
