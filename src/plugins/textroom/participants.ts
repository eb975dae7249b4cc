import { isSame } from '../../handle/same.js';
import { people } from '../common/people.js';

/** Somebody in a room. */
export interface TextRoomParticipant {
  /** What they are called by: unique in the room. */
  readonly username: string;
  /** The name to show, if they gave one. */
  readonly display?: string;
}

/** Everybody in a room, in the order in which they came to be known. */
export type TextRoomParticipants = readonly TextRoomParticipant[];

/** Nobody. */
export const NOBODY: TextRoomParticipants = [];

/** Those of a list, known ones first; the former list when nothing changed. */
export const become = (before: TextRoomParticipants, after: TextRoomParticipants): TextRoomParticipants => {
  const next = people(before, after, 'username');
  return isSame(next, before) ? before : next;
};

/** Without somebody. */
export const without = (all: TextRoomParticipants, gone: unknown): TextRoomParticipants =>
  become(
    all,
    all.filter(({ username }) => username !== gone),
  );
