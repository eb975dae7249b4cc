import type { PluginState, StateInput } from '../../handle/plugin-state.js';
import { toldBy } from '../../handle/told.js';
import { type VideoCall, ended, isLeg } from './call.js';
import { type VideoCallEvent, readVideoCallEvent } from './event.js';

/** What is known of a VideoCall handle. */
export interface VideoCallState {
  /** The name that we are registered by; undefined before. A handle keeps it for as long as it lives. */
  readonly username: string | undefined;
  /** Where the call stands. */
  readonly call: VideoCall;
}

const ALREADY_REGISTERED = 477;
const NO_CALL = 481;
const MISSING_SDP = 482;

const fold = (state: VideoCallState, input: StateInput): VideoCallState => ({
  ...state,
  ...next(state, input),
});

const next = (state: VideoCallState, input: StateInput): Partial<VideoCallState> => {
  if (input.kind === 'refused') return refused(state, input);
  if (input.kind === 'reply') {
    const { username } = input.body as { readonly username?: string };
    return told(state, readVideoCallEvent(input.reply), username);
  }
  const { event } = input;
  // The plugin is silent about the end of our own media, and takes it for the end of the call.
  if (event.kind === 'hangup') return { call: ended(state.call, undefined, event.reason) };
  return told(state, toldBy(event, readVideoCallEvent));
};

/** `called` is whom the request named that this answers. */
const told = (
  { call }: VideoCallState,
  event: VideoCallEvent | undefined,
  called?: string,
): Partial<VideoCallState> => {
  switch (event?.kind) {
    case 'registered':
      return { username: event.username };
    case 'calling':
      return called === undefined ? {} : { call: { kind: 'calling', peer: called } };
    case 'incomingcall':
      return { call: { kind: 'incoming', peer: event.username, jsep: event.jsep } };
    case 'accepted':
      return { call: accepted(call, event) };
    case 'update':
      return call.kind === 'in-call' ? { call: { ...call, jsep: event.jsep } } : {};
    case 'hangup':
      // A call that is refused as busy has never been one.
      return {
        call: ended(
          called === undefined ? call : { kind: 'calling', peer: called },
          event.username,
          event.reason,
        ),
      };
    default:
      return {};
  }
};

/** Ours is answered without a name; theirs says who it is, with their answer. */
const accepted = (
  call: VideoCall,
  { username, jsep }: Extract<VideoCallEvent, { readonly kind: 'accepted' }>,
): VideoCall => {
  const leg = { peer: undefined, jsep: undefined, ...(isLeg(call) && call) };
  return { kind: 'in-call', peer: username ?? leg.peer, jsep: jsep ?? leg.jsep };
};

const refused = (
  { username, call }: VideoCallState,
  { verb, body, error: { code } }: Extract<StateInput, { readonly kind: 'refused' }>,
): Partial<VideoCallState> => {
  // That of a registering whose answer was lost; another name than the registered one is refused the same.
  if (code === ALREADY_REGISTERED)
    return { username: username ?? (body as { readonly username?: string }).username };
  if (verb !== 'accept') return {};
  if (code === NO_CALL) return { call: ended(call) };
  return code === MISSING_SDP && !isLeg(call)
    ? { call: { kind: 'incoming', peer: undefined, jsep: undefined } }
    : {};
};

const KINDS: readonly unknown[] = [
  'idle',
  'calling',
  'incoming',
  'in-call',
  'ended',
] satisfies readonly VideoCall['kind'][];

/** How the state of a VideoCall handle is kept. */
export const VIDEOCALL_STATE: PluginState<VideoCallState> = {
  initial: { username: undefined, call: { kind: 'idle' } },
  fold,
  // No verb tells the state. An `accept` without an answer is refused before anything is done, and the refusal says
  // whether there is a call.
  resync: ({ username }) => (username === undefined ? undefined : { verb: 'accept' }),
  // Without session descriptions: they are long, and may hold keys.
  save: ({ username, call }) =>
    username === undefined ? undefined : { username, call: { ...call, jsep: undefined } },
  load: ({ username, call }: Partial<VideoCallState>) =>
    typeof username === 'string' && KINDS.includes(call?.kind)
      ? ({ username, call } as VideoCallState)
      : undefined,
};
