import type { StateInput } from '../../handle/plugin-state.js';
import { isSame } from '../../handle/same.js';
import { toldBy } from '../../handle/told.js';
import type { RoomId } from '../common/room-fields.js';
import { type Participant, find, toParticipants } from './participant.js';
import { type RoomEvent, readRoomEvent } from './room-event.js';
import {
  type Keyed,
  NOWHERE,
  type Place,
  type RoomEnd,
  type RoomState,
  ended,
  withOthers,
} from './room-state.js';
import { type SubscribedStream, sentBy } from './streams.js';

/** What any of the events may hold; by what is there the arms of their union are told apart. */
interface Told extends Keyed {
  readonly kind: RoomEvent['kind'] | 'participants';
  readonly room?: RoomId;
  readonly id?: RoomId;
  readonly stale?: boolean;
  readonly streams?: readonly SubscribedStream[];
  readonly reason?: RoomEnd['kind'];
}

/** The next state of a room's handle. */
export const foldRoom = (state: RoomState, input: StateInput): RoomState => {
  const told = toldOf(input);
  if (!told) return state;
  const here = arrived(state, told);
  const { place } = here;
  // What names no room speaks of the one that the handle is in.
  if (!place || ![undefined, place.room].includes(told.room)) return state;
  if (told.kind === 'participants') return listed(here, toParticipants(told[told.kind]), told.stale);
  if (told.kind === 'out' || told.kind === 'destroyed') return ended(place, told.reason ?? 'destroyed');
  return withOthers(
    {
      ...here,
      tellsJoining: here.tellsJoining || !!(told['attendees'] ?? told['joining']),
      // A publisher is told its own.
      subscriptions: (place.id === undefined ? told.streams : undefined) ?? here.subscriptions,
    },
    [
      // Somebody whose media is up already has joined before, whatever is told late.
      ...toParticipants(told['joining']),
      ...here.participants.flatMap((one) => changed(one, told) ?? []),
      ...toParticipants(told['publishers'], true),
      ...toParticipants(told['attendees']),
    ],
  );
};

const toldOf = (input: StateInput): Told | undefined => {
  if (input.kind === 'event') return toldBy(input.event, readRoomEvent) as Told | undefined;
  const { body } = input;
  if (input.kind === 'reply')
    return { ...readRoomEvent(input.reply), stale: (body as Partial<Place>).role && true } as Told;
  // There is no such room.
  return input.error.code === 426 ? { ...body, kind: 'destroyed' } : undefined;
};

/** In the room that an answer to `join` names. */
const arrived = (state: RoomState, { kind, room, id }: Told): RoomState => {
  const place =
    kind === 'joined' ? { room, id, role: 'publisher' } : kind === 'attached' && { room, role: 'subscriber' };
  return !place || isSame(place, state.place) ? state : { ...NOWHERE, place: place as Place };
};

/** All who are in the room now: the one moment at which it is known who left unheard. */
const listed = (state: RoomState, all: readonly Participant[], stale?: boolean): RoomState => {
  const { place, participants, subscriptions, tellsJoining } = state;
  if (place?.id === undefined) {
    return { ...state, subscriptions: subscriptions.map(sentBy(all)) };
  }
  if (!find(all, place.id)) return ended(place, 'gone');
  const told = all.flatMap((one) => {
    const { id, publishing, talking = false } = one;
    const known = find(participants, id);
    // Where the room is silent about those who only listen, they cannot be told from those who came meanwhile.
    if (id === place.id || !(known || tellsJoining || publishing)) return [];
    // Lists of participants are silent about streams: what is known of a publisher stays, but for who has gone silent.
    const streams =
      publishing && known?.streams?.map((stream) => (stream.talking ? { ...stream, talking } : stream));
    return streams ? { ...one, streams, stale: stale ?? known?.stale } : one;
  });
  return withOthers(state, told);
};

/** Somebody after what was told of them; nobody when they left. */
const changed = (one: Participant, told: Told): Participant | undefined => {
  const { kind, id = told[kind], mid } = told;
  if (id !== one.id) return one;
  if (kind === 'leaving' || kind === 'kicked') return undefined;
  const { streams: known, stale: _stale, talking: _talking, ...silent } = one;
  if (kind === 'unpublished') return { ...silent, publishing: false };
  if (kind === 'display' || kind === 'metadata') return { ...one, [kind]: told[kind] };
  if (!mid) return one;
  const isModerated = kind === 'moderation';
  const talking = kind === 'talking';
  const change = isModerated ? { moderated: told[kind] === 'muted' } : { talking };
  const streams = known?.map((stream) => (stream.mid === mid ? { ...stream, ...change } : stream));
  const now = { ...one, streams };
  // Whoever has several microphones talks as long as one is spoken into.
  return isModerated ? now : { ...now, talking: streams?.some((stream) => stream.talking) ?? talking };
};
