import { people } from '../common/people.js';
import { type RoomId, isRoomId } from '../common/room-fields.js';
import { type Participant, toParticipants } from './participant.js';

/** Where a handle is: which room, as whom. */
export interface Place {
  /** The room. */
  readonly room: RoomId;
  /** One's own id. */
  readonly id: RoomId;
}

/** How a handle came to be in its room no more. */
export interface RoomEnd {
  /** `'hangup'`: its PeerConnection ended; `'gone'` was found out, after a gap or by a refusal, as a room's end may be. */
  readonly kind: 'left' | 'kicked' | 'destroyed' | 'hangup' | 'gone';
  /** The room. */
  readonly room: RoomId;
}

/** What a handle knows of its room. */
export interface BridgeState {
  /** Where it is; undefined when it is in no room. */
  readonly place: Place | undefined;
  /** How it came to be in no room; undefined while it is in one, and when it was in none. */
  readonly end?: RoomEnd;
  /** Everybody in the room, oneself too. */
  readonly all: readonly Participant[];
}

/** In no room. */
export const NOWHERE: BridgeState = { place: undefined, all: [] };

/** In the room no more. */
export const ended = (state: BridgeState, kind: RoomEnd['kind']): BridgeState =>
  state.place ? { ...NOWHERE, end: { kind, room: state.place.room } } : state;

/** Somebody by their id. */
export const find = ({ all }: BridgeState, wanted: RoomId): Participant | undefined =>
  all.find(({ id }) => id === wanted);

/** With these and nobody else, the last word on each. */
export const withAll = (state: BridgeState, listed: readonly Participant[]): BridgeState => ({
  ...state,
  all: people(state.all, listed, 'id'),
});

/** With a change of somebody known; nothing changes for the others. */
export const change = (state: BridgeState, id: RoomId, by: Partial<Participant>): BridgeState => ({
  ...state,
  all: state.all.map((one) => (one.id === id ? { ...one, ...by } : one)),
});

/** Without somebody. */
export const without = (state: BridgeState, gone: RoomId): BridgeState => ({
  ...state,
  all: state.all.filter(({ id }) => id !== gone),
});

/** What a snapshot keeps: where the handle is, and whom it knew there, so that the difference can be told. */
export const saveBridge = ({ place, all }: BridgeState): object | undefined => place && { ...place, all };

/** The state of a snapshot; undefined when it tells no place. */
export const loadBridge = (saved: object): BridgeState | undefined => {
  const { room, id, all }: Partial<Record<keyof Place | 'all', unknown>> = saved;
  return isRoomId(room) && isRoomId(id)
    ? { ...NOWHERE, place: { room, id }, all: toParticipants(all) }
    : undefined;
};
