import { people } from '../common/people.js';
import type { RoomId } from '../common/room-fields.js';
import type { Participant } from './participant.js';
import type { SubscribedStream } from './streams.js';

/** Where a handle is: which room, as whom. */
export interface Place {
  /** The room. */
  readonly room: RoomId;
  /** One's own id; left out for a subscriber, who has none. */
  readonly id?: RoomId | undefined;
  /** Subscribers are in no room's list, and hear nothing of it. */
  readonly role: 'publisher' | 'subscriber';
}

/** How a handle came to be in its room no more. */
export interface RoomEnd {
  /** `'gone'` was found out after a gap: kicked, or taken out by a time-out of the server's. */
  readonly kind: 'left' | 'kicked' | 'destroyed' | 'gone';
  /** The room. */
  readonly room: RoomId;
}

/** What a handle knows of its room. */
export interface RoomState {
  /** Where it is; undefined when it is in no room. */
  readonly place?: Place;
  /** How it came to be in no room; undefined while it is in one, and when it was in none. */
  readonly end?: RoomEnd;
  /** Whether the room tells who joins without publishing. */
  readonly tellsJoining: boolean;
  /** Everybody else in it, as far as the server tells. */
  readonly participants: readonly Participant[];
  /** What a subscriber is subscribed to. */
  readonly subscriptions: readonly SubscribedStream[];
}

/** In no room. */
export const NOWHERE: RoomState = {
  tellsJoining: false,
  participants: [],
  subscriptions: [],
};

/** In the room no more. */
export const ended = ({ room }: Place, kind: RoomEnd['kind']): RoomState => ({
  ...NOWHERE,
  end: { kind, room },
});

/** Whatever has fields. */
export type Keyed = Readonly<Record<string, unknown>>;

/** With these others and nobody else. */
export const withOthers = (state: RoomState, listed: readonly Participant[]): RoomState => ({
  ...state,
  participants: people(state.participants, listed, 'id'),
});
