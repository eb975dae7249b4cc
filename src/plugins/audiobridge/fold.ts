import type { StateInput } from '../../handle/plugin-state.js';
import { toldBy } from '../../handle/told.js';
import { type BridgeEvent, readBridgeEvent } from './bridge-event.js';
import { type BridgeState, NOWHERE, change, ended, find, withAll, without } from './bridge-state.js';
import { type Participant, toParticipants } from './participant.js';

const NO_SUCH_ROOM = 485;
const NOT_JOINED = 487;

type Fields = Readonly<Record<string, unknown>>;

/** The next state of a handle. */
export const foldBridge = (state: BridgeState, input: StateInput): BridgeState => {
  const { place } = state;
  switch (input.kind) {
    case 'event':
      // The plugin takes who loses their PeerConnection out of the room, and tells the others alone.
      if (input.event.kind === 'hangup') return ended(state, 'hangup');
      if (input.event.kind === 'webrtcup' && place) return change(state, place.id, { setup: true });
      return happened(state, toldBy(input.event, readBridgeEvent), {});
    case 'reply':
      return answered(state, input.reply.data, input.body as Fields);
    case 'refused': {
      const { code } = input.error;
      if (code === NO_SUCH_ROOM && (input.body as Fields)['room'] === place?.room)
        return ended(state, 'destroyed');
      return code === NOT_JOINED ? ended(state, 'gone') : state;
    }
  }
};

/** What a request asks that others see of oneself. */
const asked = (body: Fields): Partial<Participant> =>
  JSON.parse(JSON.stringify(body, ['display', 'muted', 'spatial_position'])) as Partial<Participant>;

const answered = (state: BridgeState, data: Fields, body: Fields): BridgeState => {
  const { place } = state;
  if (data['audiobridge'] !== 'participants') return happened(state, readBridgeEvent({ data }), asked(body));
  if (data['room'] !== place?.room) return state;
  // All who are in the room now: the one moment at which it is known who left unheard.
  const all = toParticipants(data['participants']);
  return all.some(({ id }) => id === place?.id) ? withAll(state, all) : ended(state, 'gone');
};

const happened = (
  state: BridgeState,
  event: BridgeEvent | undefined,
  me: Partial<Participant>,
): BridgeState => {
  if (event?.kind === 'joined' || event?.kind === 'roomchanged') return entered(state, event, me);
  const { place, all } = state;
  if (!event || !place || ('room' in event && event.room !== place.room)) return state;
  switch (event.kind) {
    case 'joining':
      // A list may have told of them before, and of more.
      return withAll(state, [...event.participants, ...all]);
    case 'changed':
      // All but who talks, which is told apart.
      return withAll(state, [
        ...all,
        ...event.participants.map((one) => ({ ...find(state, one.id), ...one })),
      ]);
    case 'resumed':
      return resumed(state, event);
    case 'suspended':
      return change(state, event.id, { suspended: true });
    case 'talking':
    case 'stopped-talking':
      return change(state, event.id, { talking: event.kind === 'talking' });
    case 'leaving':
      return without(state, event.id);
    // Of somebody else who is kicked 'leaving' follows, once they are out indeed.
    case 'kicked':
    case 'left':
      return event.id === place.id ? ended(state, event.kind) : state;
    case 'destroyed':
      return ended(state, event.kind);
    case 'hangingup':
      return ended(state, 'hangup');
    case 'configured':
      return change(state, place.id, me);
    default:
      return state;
  }
};

/** In a new room the PeerConnection is the old one; all else of oneself is new. */
const entered = (
  state: BridgeState,
  { room, id, participants }: Extract<BridgeEvent, { readonly kind: 'joined' | 'roomchanged' }>,
  me: Partial<Participant>,
): BridgeState => {
  const { place } = state;
  const known = place && find(state, place.id);
  const isAgain = place?.room === room && place.id === id;
  const before = isAgain ? state : { ...NOWHERE, place: { room, id } };
  const self = { setup: known?.setup === true, muted: false, ...(isAgain && known), id, ...me };
  return withAll(before, [self, ...participants]);
};

const resumed = (
  state: BridgeState,
  { id, participants = state.all }: Extract<BridgeEvent, { readonly kind: 'resumed' }>,
): BridgeState => {
  const known = find(state, id);
  if (!known) return state;
  const { suspended: _, ...self } = known;
  return withAll(state, [...participants, self]);
};
