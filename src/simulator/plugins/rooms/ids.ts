import { randomUUID } from 'node:crypto';
import { randomId } from '../../core/random-id.js';
import type { FieldRules } from '../../json/fields.js';

/** The id of a room or of somebody in it. */
export type RoomId = number | string;

/** Numbers or strings, whichever the server is set to. */
export interface IdKind {
  /** The rule for a field that holds an id. */
  rule(name: string, required?: boolean): FieldRules;
  /** The id in a field, undefined where the field does not hold one. */
  read(value: unknown): RoomId | undefined;
  /** What the server takes a missing id for, where it does not ask for one. */
  readonly absent: RoomId | undefined;
  make(taken: (id: RoomId) => boolean): RoomId;
}

export const idKind = (strings: boolean): IdKind => ({
  rule: (name, required) => ({
    [name]: {
      kind: strings ? 'string' : 'positive integer',
      ...(required ? { required: true as const } : {}),
    },
  }),
  read: (value) => {
    if (strings) return typeof value === 'string' ? value : undefined;
    return typeof value === 'number' && value > 0 ? value : undefined;
  },
  absent: strings ? undefined : 0,
  make: (taken) => (strings ? randomUUID() : randomId(taken)),
});
