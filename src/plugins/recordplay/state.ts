import type { PluginState, StateInput } from '../../handle/plugin-state.js';
import type { PluginPayload } from '../../handle/events.js';
import { resultOf } from './recordplay-event.js';

/** What a handle does. `'preparing'`: it has an offer to play, which is not yet answered. `'done'`: it was, and is over. */
export type RecordPlayState =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'preparing' | 'playing' | 'done';
      /** The recording. */
      readonly id: number;
    }
  | {
      readonly kind: 'recording';
      /** The recording. */
      readonly id: number;
      /** Whether what arrives is left out for now. */
      readonly paused: boolean;
    };

const IDLE: RecordPlayState = { kind: 'idle' };
const NOT_PLAYING = 418;

const fold = (state: RecordPlayState, input: StateInput): RecordPlayState => {
  switch (input.kind) {
    case 'reply':
      return answered(state, input.verb, input.reply.data);
    case 'refused':
      return input.verb === 'start' && input.error.code === NOT_PLAYING ? done(state) : state;
    case 'event':
      if (input.event.kind === 'hangup') return done(state);
      return input.event.kind === 'plugin' ? told(state, resultOf(input.event.data)) : state;
  }
};

const done = (state: RecordPlayState): RecordPlayState =>
  state.kind === 'idle' || state.kind === 'done' ? state : { kind: 'done', id: state.id };

const answered = (state: RecordPlayState, verb: string, data: PluginPayload): RecordPlayState => {
  const { list } = data;
  // A recording is listed when it is complete.
  if (state.kind === 'recording' && Array.isArray(list))
    return list.some((one: { readonly id?: unknown }) => one.id === state.id) ? done(state) : state;
  const result = resultOf(data);
  // Nobody is told so where something is recorded or played.
  if (!result && (verb === 'pause' || verb === 'resume')) return done(state);
  return told(state, result);
};

const told = (state: RecordPlayState, { status, id }: PluginPayload = {}): RecordPlayState => {
  switch (status) {
    case 'recording':
      // Asked once more it is a renegotiation.
      return typeof id === 'number' && !(state.kind === status && state.id === id)
        ? { kind: status, id, paused: false }
        : state;
    case 'preparing':
      return typeof id === 'number' && !(state.kind === status && state.id === id)
        ? { kind: status, id }
        : state;
    case 'playing':
      return state.kind === 'preparing' ? { kind: status, id: state.id } : state;
    case 'paused':
    case 'resumed':
      return state.kind === 'recording' && state.paused !== (status === 'paused')
        ? { ...state, paused: !state.paused }
        : state;
    case 'stopped':
    case 'done':
      return done(state);
    default:
      return state;
  }
};

interface Saved {
  readonly kind?: unknown;
  readonly id?: unknown;
  readonly paused?: unknown;
}

/** How the state of a Record&Play handle is kept. */
export const RECORDPLAY_STATE: PluginState<RecordPlayState> = {
  initial: IDLE,
  fold,
  // Whether one records the list of what is complete tells; whether one plays what has not been paused tells.
  resync: ({ kind }) => {
    if (kind === 'recording') return { verb: 'list' };
    return kind === 'preparing' || kind === 'playing' ? { verb: 'resume' } : undefined;
  },
  save: (state) => (state.kind === 'idle' ? undefined : state),
  load: ({ kind, id, paused }: Saved) => {
    if (typeof id !== 'number') return undefined;
    if (kind === 'recording') return { kind, id, paused: paused === true };
    return kind === 'preparing' || kind === 'playing' || kind === 'done' ? { kind, id } : undefined;
  },
};
