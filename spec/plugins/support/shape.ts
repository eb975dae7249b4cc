// What replies and events of a real server hold, as data beside their types: what the types do not know, or miss, fails.

/**
 * The shape of a value.
 *
 * - `'string'`, `'number'`, `'boolean'`; `'id'` is a number or a string; `'any'` is whatever comes
 * - `'=joined'`, `'=created|edited'`: one of these words
 * - `[shape]`: a list of those
 * - `{ room: 'id', 'display?': 'string' }`: these fields and no others; a `?` marks those that may be left out
 * - `{ $either: [shape, shape] }`: one of these
 */
export type Shape =
  | 'string'
  | 'number'
  | 'boolean'
  | 'id'
  | 'any'
  | `=${string}`
  | readonly [Shape]
  | { readonly $either: readonly Shape[] }
  | Fields;

interface Fields {
  readonly [field: string]: Shape;
}

/**
 * The shape that goes with a type: `const JOINED = { ... } as const satisfies ShapeOf<JoinedReply>`. A field that the
 * type lacks, that the shape lacks, or that is optional in one of them alone does not compile.
 */
export type ShapeOf<T> = unknown extends T
  ? 'any'
  : [T] extends [boolean]
    ? 'boolean'
    : [T] extends [number]
      ? 'number'
      : [T] extends [string]
        ? TextShape<T>
        : [T] extends [number | string]
          ? 'id'
          : ObjectShape<T>;

type TextShape<T extends string> = string extends T ? 'string' : 'string' | `=${T}` | `=${T}|${string}`;

type ObjectShape<T> = [T] extends [readonly (infer E)[]]
  ? readonly [ShapeOf<E>]
  : IsUnion<T> extends true
    ? { readonly $either: readonly (T extends unknown ? ShapeOf<T> : never)[] }
    : IsOpen<T> extends true
      ? 'any'
      : FieldShapes<T>;

type FieldShapes<T> = {
  readonly [K in keyof T & string as object extends Pick<T, K> ? `${K}?` : K]-?: ShapeOf<
    Exclude<T[K], undefined>
  >;
};

/** `object` and records of whatever tell nothing of their fields. */
type IsOpen<T> = string extends keyof T ? true : keyof T extends never ? true : false;
type IsUnion<T, Whole = T> = T extends unknown ? ([Whole] extends [T] ? false : true) : never;

/** The shapes of all replies of a plugin: `const REPLIES = { ... } as const satisfies ReplyShapes<AudioBridgeVerbs>`. */
export type ReplyShapes<V> = {
  readonly [K in keyof V]: V[K] extends { readonly reply: infer R } ? ShapeOf<R> : never;
};

/** What is wrong with a value, by the path of the field; empty when nothing is. */
export function faults(value: unknown, shape: Shape, path = 'it'): readonly string[] {
  if (typeof shape === 'string') return isOf(value, shape) ? [] : [`${path}: ${told(value)} is no ${shape}`];
  if (isList(shape)) {
    if (!Array.isArray(value)) return [`${path}: ${told(value)} is no list`];
    return value.flatMap((one: unknown, i) => faults(one, shape[0], `${path}[${i}]`));
  }
  if (isEither(shape)) return nearest(shape.$either.map((one) => faults(value, one, path)));
  return isObject(value) ? fieldFaults(value, shape, path) : [`${path}: ${told(value)} is no object`];
}

/** Fails with the name of every field that the shape does not know, that is of another type, or that did not come. */
export function expectShape(value: unknown, shape: Shape, what = 'it'): void {
  expect(faults(value, shape, what)).toEqual([]);
}

function fieldFaults(given: Readonly<Record<string, unknown>>, shape: Fields, path: string): string[] {
  // What is undefined is left out: nothing on the wire is, and nobody who reads an event can tell.
  const value = Object.fromEntries(Object.entries(given).filter(([, field]) => field !== undefined));
  const unknown = Object.keys(value).filter((key) => !(key in shape) && !(`${key}?` in shape));
  const known = Object.entries(shape).flatMap(([field, inner]) => {
    const key = field.replace(/\?$/, '');
    if (key in value) return faults(value[key], inner, `${path}.${key}`);
    return field === key ? [`${path}.${key}: did not come`] : [];
  });
  return [...unknown.map((key) => `${path}.${key}: unknown to the types (${told(value[key])})`), ...known];
}

function isOf(value: unknown, shape: string): boolean {
  if (shape === 'any') return true;
  if (shape === 'id') return typeof value === 'number' || typeof value === 'string';
  return shape.startsWith('=')
    ? typeof value === 'string' && shape.slice(1).split('|').includes(value)
    : typeof value === shape;
}

/** The least faulty of several readings. */
const nearest = (all: readonly (readonly string[])[]): readonly string[] =>
  all.reduce((least, one) => (one.length < least.length ? one : least));

const told = (value: unknown): string =>
  (JSON.stringify(value) as string | undefined)?.slice(0, 80) ?? 'nothing';
const isList = (shape: Shape): shape is readonly [Shape] => Array.isArray(shape);
const isEither = (shape: Shape): shape is { readonly $either: readonly Shape[] } =>
  typeof shape === 'object' && '$either' in shape;
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
