import type { RoomId } from '../common/room-fields.js';
import type { TextRoomFrame } from './frame.js';
import { NOBODY, type TextRoomParticipants, become, without } from './participants.js';

/** One room that we are in. */
interface Inside {
  /** Our own name; undefined until our joining is answered. */
  readonly me?: unknown;
  readonly participants: TextRoomParticipants;
  /** Who went before our joining was answered: the answer may name them still. */
  readonly gone: readonly string[];
}

/** The rooms that we are in. */
export type TextRooms = ReadonlyMap<RoomId, Inside>;

/** What the rooms are folded from: a frame, and the request that it answers. */
export interface TextRoomInput {
  /** The frame. */
  readonly frame: TextRoomFrame;
  /** The verb of the request that it answers. */
  readonly verb?: string | undefined;
  /** The fields of that request. */
  readonly fields?: Fields | undefined;
}

interface Fields {
  readonly room?: RoomId;
  readonly username?: unknown;
  readonly display?: unknown;
}

/** The rooms after a frame; the very same when nothing changed. */
export const foldTextRooms = (rooms: TextRooms, input: TextRoomInput): TextRooms => {
  const { room }: Fields = 'room' in input.frame ? input.frame : (input.fields ?? {});
  const before = room === undefined ? undefined : rooms.get(room);
  const after = next(before, input);
  if (room === undefined || before === after) return rooms;
  const all = new Map(rooms);
  if (after) all.set(room, after);
  else all.delete(room);
  return all;
};

const OUTSIDE: Inside = { participants: NOBODY, gone: [] };

const NO_SUCH_ROOM = 417;
const NOT_IN_ROOM = 422;

const next = (before: Inside | undefined, { frame, verb, fields }: TextRoomInput): Inside | undefined => {
  const { participants } = before ?? OUTSIDE;
  switch (frame.kind) {
    case 'answered':
      return answered(before, verb, fields ?? {}, frame.data['participants'] as TextRoomParticipants);
    case 'refused':
      return frame.code === NO_SUCH_ROOM || frame.code === NOT_IN_ROOM ? undefined : before;
    case 'join':
      return within(before ?? OUTSIDE, [...participants, named(frame)]);
    case 'leave':
    case 'kicked':
      return before && left(before, frame.username);
    case 'destroyed':
      return undefined;
    default:
      return before;
  }
};

const answered = (
  before: Inside | undefined,
  verb: string | undefined,
  fields: Fields,
  told: TextRoomParticipants,
): Inside | undefined => {
  if (verb === 'leave') return undefined;
  if (verb === 'listparticipants') return before && within(before, told);
  if (verb !== 'join') return before;
  // What was told between the joining and its answer is newer than the answer.
  const { participants, gone } = before ?? OUTSIDE;
  const others = told.filter(({ username }) => !gone.includes(username));
  const after = within(before ?? OUTSIDE, [named(fields), ...others, ...participants]);
  return after.me === fields.username ? after : { ...after, me: fields.username };
};

const named = ({ username, display }: Fields): TextRoomParticipants[number] =>
  ({ username, ...(display !== undefined && { display }) }) as TextRoomParticipants[number];

const left = (inside: Inside, username: string): Inside | undefined => {
  if (inside.me === username) return undefined;
  const { me, gone, participants } = inside;
  const after = within(inside, without(participants, username));
  return me === undefined ? { ...after, gone: [...gone, username] } : after;
};

const within = (inside: Inside, now: TextRoomParticipants): Inside => {
  const participants = become(inside.participants, now);
  return participants === inside.participants ? inside : { ...inside, participants };
};
