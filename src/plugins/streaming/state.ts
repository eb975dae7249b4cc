import type { PluginState, StateInput } from '../../handle/plugin-state.js';
import { type Mountpoint, isMountpointId, toMountpoint } from './mountpoint.js';

/** Why nothing is watched any more. */
export type StreamEnd = 'stopped' | 'kicked' | 'destroyed' | 'hangup' | 'unheard';

/**
 * Where watching stands: `'idle'`; `'preparing'`, the server's offer is out; `'starting'`, it is answered and the
 * PeerConnection comes up; `'started'`, media flows; `'paused'`; `'stopping'`; `'ended'`.
 */
export type StreamStatus =
  | { readonly kind: 'idle' | 'preparing' | 'starting' | 'started' | 'paused' | 'stopping' }
  | {
      readonly kind: 'ended';
      /** `'hangup'`: the PeerConnection went. `'unheard'`: it was found out after a gap. */
      readonly reason: StreamEnd;
    };

/** What a handle knows of what it watches. */
export interface StreamingState {
  /** Where watching stands. */
  readonly status: StreamStatus;
  /** What is watched; undefined when nothing is. */
  readonly mountpoint: Mountpoint | undefined;
}

const IDLE: StreamingState = { status: { kind: 'idle' }, mountpoint: undefined };

type Kind = Exclude<StreamStatus['kind'], 'ended'>;
type Fields = Readonly<Record<string, unknown>>;

const ACTIVE: readonly unknown[] = ['preparing', 'starting', 'started', 'paused', 'stopping'];
/** Each but once, so that what goes there and back while it is folded is told to nobody. */
const STATUSES = new Map(ACTIVE.map((kind) => [kind, { kind } as StreamStatus]));
const NO_SUCH_MOUNTPOINT = 455;
const INVALID_STATE = 460;

const isActive = ({ status }: StreamingState): boolean => ACTIVE.includes(status.kind);

const to = (state: StreamingState, kind: Kind, id?: unknown): StreamingState => {
  const mountpoint = isMountpointId(id) && state.mountpoint?.id !== id ? { id } : state.mountpoint;
  const status = STATUSES.get(kind) ?? state.status;
  return status === state.status && mountpoint === state.mountpoint ? state : { status, mountpoint };
};

const ended = (state: StreamingState, reason: StreamEnd): StreamingState =>
  isActive(state) ? { status: { kind: 'ended', reason }, mountpoint: undefined } : state;

const fold = (state: StreamingState, input: StateInput): StreamingState => {
  switch (input.kind) {
    case 'reply':
      return told(state, input.reply.data, input.verb, input.body as Fields);
    case 'refused':
      return refused(state, input.verb, input.body as Fields, input.error.code);
    case 'event':
      if (input.event.kind === 'hangup')
        return ended(state, state.status.kind === 'stopping' ? 'stopped' : 'hangup');
      return input.event.kind === 'plugin' ? told(state, input.event.data, undefined, {}) : state;
  }
};

const told = (
  state: StreamingState,
  { result, info, event, ...data }: Fields,
  verb: string | undefined,
  body: Fields,
): StreamingState => {
  if (typeof result === 'object' && result !== null) return viewed(state, result as Fields, verb, body['id']);
  if (typeof info === 'object' && info !== null) return described(state, info as Fields);
  return event === 'edited' && data['id'] === state.mountpoint?.id
    ? described(state, { ...state.mountpoint, metadata: data['metadata'] })
    : state;
};

const described = (state: StreamingState, info: Fields): StreamingState => {
  const { id } = info;
  if (!isMountpointId(id) || id !== state.mountpoint?.id) return state;
  const mountpoint = toMountpoint({ ...info, id });
  return JSON.stringify(mountpoint) === JSON.stringify(state.mountpoint) ? state : { ...state, mountpoint };
};

const viewed = (
  state: StreamingState,
  { status, switched, id: now }: Fields,
  verb: string | undefined,
  id: unknown,
): StreamingState => {
  const { kind } = state.status;
  // It ends a pause.
  if (switched === 'ok')
    return to(state, kind === 'preparing' || kind === 'starting' ? kind : 'started', now);
  switch (status) {
    case 'preparing':
      // Asked once more while media flows it is a renegotiation.
      return isActive(state) ? state : to(state, 'preparing', id);
    case 'starting':
      return to(state, 'starting', id);
    case 'started':
      // Unasked it tells that the PeerConnection is up, and nothing of a pause.
      return verb === 'start' || kind === 'preparing' || kind === 'starting' ? to(state, 'started') : state;
    case 'pausing':
      return to(state, 'paused');
    case 'stopping':
      return isActive(state) ? to(state, 'stopping') : state;
    case 'stopped':
      return ended(state, 'destroyed');
    case 'kicked_all':
      return ended(state, 'kicked');
    default:
      return state;
  }
};

const refused = (state: StreamingState, verb: string, { id }: Fields, code: number): StreamingState => {
  // An earlier run was not refused: its answer was lost.
  if (verb === 'watch' && code === INVALID_STATE && !isActive(state)) return to(state, 'preparing', id);
  if (code !== NO_SUCH_MOUNTPOINT) return state;
  // These name none: it is the handle's own that is not there.
  if (['start', 'pause', 'configure'].includes(verb)) return ended(state, 'unheard');
  return verb === 'info' && id === state.mountpoint?.id ? ended(state, 'destroyed') : state;
};

interface Saved {
  readonly kind?: unknown;
  readonly id?: unknown;
}

/** How the state of a Streaming handle is kept. */
export const STREAMING_STATE: PluginState<StreamingState> = {
  initial: IDLE,
  fold,
  // Without fields `configure` changes nothing. Where nothing is paused neither does `start`, and it tells whether media
  // flows; a pause asked for in that very moment may be undone by it over REST, where requests overtake one another.
  resync: (state) =>
    isActive(state) ? { verb: state.status.kind === 'starting' ? 'start' : 'configure' } : undefined,
  save: (state) =>
    isActive(state)
      ? { kind: state.status.kind, ...(state.mountpoint && { id: state.mountpoint.id }) }
      : undefined,
  load: ({ kind, id }: Saved) => (ACTIVE.includes(kind) ? to(IDLE, kind as Kind, id) : undefined),
};
