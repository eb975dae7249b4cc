import { type Shape, type ShapeOf, expectShape, faults } from './shape.js';

interface Joined {
  readonly word: 'joined';
  readonly room: number | string;
  readonly display?: string;
  readonly others: readonly { readonly id: number | string; readonly muted: boolean }[];
}

const JOINED = {
  word: '=joined',
  room: 'id',
  'display?': 'string',
  others: [{ id: 'id', muted: 'boolean' }],
} as const satisfies ShapeOf<Joined>;

const joined: Joined = { word: 'joined', room: 1, others: [{ id: 'a', muted: true }] };

describe('a shape', () => {
  it('is content with what it says, optional fields or none', () => {
    expectShape(joined, JOINED);
    expectShape({ ...joined, display: 'Ada' }, JOINED);
  });

  const either: Shape = { $either: [{ a: 'string' }, { b: 'number' }] };
  const rows: readonly (readonly [what: string, value: unknown, shape: Shape, fault: string])[] = [
    ['an unknown field', { ...joined, extra: 1 }, JOINED, 'it.extra: unknown to the types (1)'],
    [
      'one that is undefined',
      { room: 1, word: 'joined', others: undefined },
      JOINED,
      'it.others: did not come',
    ],
    ['a missing one', { room: 1, word: 'joined' }, JOINED, 'it.others: did not come'],
    ['another type', { ...joined, room: true }, JOINED, 'it.room: true is no id'],
    ['another word', { ...joined, word: 'left' }, JOINED, 'it.word: "left" is no =joined'],
    ['something in a list', { ...joined, others: [{ id: 1 }] }, JOINED, 'it.others[0].muted: did not come'],
    ['no list', { ...joined, others: {} }, JOINED, 'it.others: {} is no list'],
    ['no object', null, JOINED, 'it: null is no object'],
    ['neither of two', { b: 'x' }, either, 'it.b: "x" is no number'],
  ];

  it.each(rows)('names %s', (_, value, shape, fault) => {
    expect(faults(value, shape)).toEqual([fault]);
    expect(() => expectShape(value, shape)).toThrow();
  });

  it('takes what is undefined for left out', () => {
    expect(faults({ ...joined, jsep: undefined }, JOINED)).toEqual([]);
  });

  it('knows one of several words, one of several shapes, and whatever comes', () => {
    expect(faults('b', '=a|b')).toEqual([]);
    expect(faults({ b: 1 }, either)).toEqual([]);
    expect(faults([{ x: 1 }, 'y'], ['any'])).toEqual([]);
  });
});

// These do not compile without the directive: the shapes cannot stray from the types.
export const STRAYED = [
  // @ts-expect-error a field is missing
  { word: '=joined', room: 'id', others: [{ id: 'id', muted: 'boolean' }] } satisfies ShapeOf<Joined>,
  // @ts-expect-error a field is unknown
  { ...JOINED, more: 'string' } satisfies ShapeOf<Joined> & Readonly<Record<'more', never>>,
  // @ts-expect-error a field is of another type
  'string' satisfies ShapeOf<number>,
] as const;
