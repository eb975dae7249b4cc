import type { StateInput } from '../../handle/plugin-state.js';
import { isSame } from '../../handle/same.js';
import { toldBy } from '../../handle/told.js';
import type { RoomId } from '../common/room-fields.js';
import { type Participant, type PublishedStream, find, toParticipants } from './participant.js';
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
import { type SubscribedStream, silenced } from './streams.js';

const NO_SUCH_ROOM = 426;

/** The next state of a room's handle. */
export const foldRoom = (state: RoomState, input: StateInput): RoomState => {
  if (input.kind === 'event') return happened(state, toldBy(input.event, readRoomEvent));
  if (input.kind === 'refused')
    return input.error.code === NO_SUCH_ROOM && isHere(state, input.body) ? ended(state, 'destroyed') : state;
  const { data } = input.reply;
  if (data['videoroom'] !== 'participants') return happened(state, readRoomEvent(input.reply));
  return isHere(state, data) ? listed(state, toParticipants(data['participants'])) : state;
};

/** What names no room speaks of the one that the handle is in. */
const isHere = ({ place }: RoomState, { room = place?.room }: { readonly room?: RoomId }): boolean =>
  place !== undefined && room === place.room;

/** All who are in the room now: the one moment at which it is known who left unheard. */
const listed = (state: RoomState, all: readonly Participant[]): RoomState => {
  const { place, participants, subscriptions, tellsJoining } = state;
  if (place?.id === undefined) {
    // Nobody says what a subscriber gets: what it got of those who stopped, it gets no more.
    const isSent = ({ feed_id: feed }: SubscribedStream): boolean =>
      feed === undefined || find(all, feed)?.publishing === true;
    return { ...state, subscriptions: subscriptions.map((one) => (isSent(one) ? one : silenced(one))) };
  }
  if (!find(all, place.id)) return ended(state, 'gone');
  const told = all.flatMap((one) => {
    const known = find(participants, one.id);
    // Where the room is silent about those who only listen, they cannot be told from those who came meanwhile.
    if (one.id === place.id || !(known || tellsJoining || one.publishing)) return [];
    // Lists of participants are silent about streams: what is known of a publisher stays, but for who has gone silent.
    const streams = one.publishing && known?.streams?.map((stream) => hushed(stream, one));
    return streams ? { ...one, streams } : one;
  });
  return withOthers(state, told);
};

const hushed = (stream: PublishedStream, { talking = false }: Participant): PublishedStream =>
  stream.talking ? { ...stream, talking } : stream;

/** What any of the events may hold; by what is there the arms of their union are told apart. */
interface Told extends Keyed {
  readonly kind: RoomEvent['kind'];
  readonly room: RoomId;
  readonly id?: RoomId;
  readonly publishers?: unknown;
  readonly attendees?: unknown;
  readonly joining?: unknown;
  readonly streams?: readonly SubscribedStream[];
  readonly reason?: RoomEnd['kind'];
  readonly mid?: string;
  readonly moderation?: string;
}

const happened = (state: RoomState, event: RoomEvent | undefined): RoomState => {
  if (!event) return state;
  const told = event as RoomEvent & Told;
  const here = arrived(state, told);
  if (!isHere(here, told)) return state;
  const { kind, joining, attendees, streams, reason = 'destroyed' } = told;
  if (kind === 'out' || kind === 'destroyed') return ended(state, reason);
  return withOthers(
    {
      ...here,
      tellsJoining: here.tellsJoining || !!(attendees ?? joining),
      // A publisher is told its own.
      ...(here.place?.id === undefined && streams && { subscriptions: streams }),
    },
    [
      // Somebody whose media is up already has joined before, whatever is told late.
      ...toParticipants([joining]),
      ...here.participants.flatMap((one) => changed(one, told) ?? []),
      ...toParticipants(told.publishers, true),
      ...toParticipants(attendees),
    ],
  );
};

/** In the room that an answer to `join` names. */
const arrived = (state: RoomState, { kind, room, id }: Told): RoomState => {
  if (kind !== 'joined' && kind !== 'attached') return state;
  const place: Place = kind === 'joined' ? { room, id, role: 'publisher' } : { room, role: 'subscriber' };
  return isSame(place, state.place) ? state : { ...NOWHERE, place };
};

/** Somebody after what was told of them; nobody when they left. */
const changed = (one: Participant, told: Told): Participant | undefined => {
  const { kind, id = told[kind] } = told;
  if (id !== one.id) return one;
  const { streams, talking: _, ...silent } = one;
  switch (kind) {
    case 'leaving':
    case 'kicked':
      return undefined;
    case 'unpublished':
      return { ...silent, publishing: false };
    case 'display':
    case 'metadata':
      return { ...one, [kind]: told[kind] };
    case 'moderation':
      return ofStream(one, told, { moderated: told.moderation === 'muted' });
    case 'talking':
    case 'stopped-talking': {
      const talking = kind === 'talking';
      const now = ofStream(one, told, { talking });
      // Whoever has several microphones talks as long as one is spoken into.
      return {
        ...now,
        talking: streams && now.streams ? now.streams.some((stream) => stream.talking) : talking,
      };
    }
    default:
      return one;
  }
};

/** With something else of one stream, if that is known. */
const ofStream = (one: Participant, { mid }: Told, told: Partial<PublishedStream>): Participant => ({
  ...one,
  ...(one.streams && {
    streams: one.streams.map((stream) => (stream.mid === mid ? { ...stream, ...told } : stream)),
  }),
});
