import { isObject, type JsonObject } from './object.js';

/** What the server demands of one field of a request. */
export type FieldKind =
  'string' | 'positive integer' | 'integer' | 'boolean' | 'object' | 'array' | 'non-empty string';

/** One field: its kind, and whether it may not be left out. */
export interface FieldRule {
  readonly kind: FieldKind;
  readonly required?: true;
}

/** Rules in the order in which the server checks them: the first breach is the one it tells. */
export type FieldRules = Readonly<Record<string, FieldRule>>;

/** A breach of a rule. */
export interface FieldBreach {
  readonly missing: boolean;
  readonly name: string;
  /** What the field should be, with its article; only where it is there and is not. */
  readonly shouldBe: string;
}

const IS_KIND: Readonly<Record<FieldKind, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  'non-empty string': (value) => typeof value === 'string' && value !== '',
  'positive integer': (value) => Number.isInteger(value) && (value as number) >= 0,
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  object: isObject,
  array: Array.isArray,
};

/** The first rule that `fields` breaks. */
export function findBreach(fields: JsonObject, rules: FieldRules): FieldBreach | undefined {
  for (const [name, rule] of Object.entries(rules)) {
    const value = fields[name];
    if (value === undefined && rule.required) return { missing: true, name, shouldBe: '' };
    if (value !== undefined && !IS_KIND[rule.kind](value)) {
      return { missing: false, name, shouldBe: withArticle(rule.kind) };
    }
  }
  return undefined;
}

/** A breach in the words of the server. */
export const breachReason = ({ missing, name, shouldBe }: FieldBreach): string =>
  missing ? `Missing mandatory element (${name})` : `Invalid element type (${name} should be ${shouldBe})`;

const withArticle = (kind: FieldKind): string => (/^[aio]/.test(kind) ? `an ${kind}` : `a ${kind}`);
