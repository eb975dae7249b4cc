import type { StateInput, StateQuestion } from '../../handle/plugin-state.js';
import { type SipCall, callAfter, isLeg, isOutgoing } from './call.js';
import { type SipRegistration, UNREGISTERED, registrationAfter } from './registration.js';

type Refused = Extract<StateInput, { readonly kind: 'refused' }>;

/**
 * The plugin has no verb that tells its state. A `call` without an address is refused before anything is done, and
 * the refusal says for which reason: not registered, in a call of which status, or (free to call) the address is missing.
 */
export const PROBE: StateQuestion = { verb: 'call' };

const MISSING_ELEMENT = 443;
const ALREADY_REGISTERED = 445;
const WRONG_STATE = 447;

/** What a refusal shows: the status of the call, `'idle'` without one, `'unregistered'`; undefined for nothing. */
const shown = ({ verb, error: { code, reason } }: Refused): string | undefined => {
  if (verb !== 'call') return undefined;
  if (code === MISSING_ELEMENT) return 'idle';
  if (code !== WRONG_STATE) return undefined;
  return /status=([a-z]+)/.exec(reason)?.[1] ?? (reason.includes('register') ? 'unregistered' : undefined);
};

/** The registration after a refusal. */
export const registrationShown = (before: SipRegistration, refused: Refused): SipRegistration => {
  const status = shown(refused);
  const isRegistered = before.kind === 'registered';
  const become = (kind: string): SipRegistration => registrationAfter(before, { kind });
  if (refused.verb === 'register' && refused.error.code === ALREADY_REGISTERED)
    return isRegistered ? before : become('registering');
  if (!status) return before;
  // An attempt that was under way may have failed meanwhile: the plugin does not tell the one from the other.
  if (status === UNREGISTERED.kind) return isRegistered ? UNREGISTERED : before;
  return isRegistered ? before : become('registered');
};

/** The event that would have told of that status, and whether it tells anything. What is `closing` will be told. */
const EVENTS: Readonly<Partial<Record<string, readonly [kind: string, isNew: (call: SipCall) => boolean]>>> =
  {
    inviting: ['calling', (call) => !isOutgoing(call)],
    invited: ['incomingcall', ({ kind }) => kind !== 'incoming'],
    incall: ['accepted', () => true],
    incall_reinvited: ['accepted', () => true],
    incall_reinviting: ['accepted', () => true],
    idle: ['hangup', isLeg],
  };

/** The call after a refusal. */
export const callShown = (before: SipCall, refused: Refused): SipCall => {
  const [kind, isNew] = EVENTS[shown(refused) ?? ''] ?? [];
  if (!kind || !isNew?.(before)) return before;
  // An end is that of the call which was known; another one has a Call-ID that was not heard.
  const callId = kind === 'hangup' && isLeg(before) && before.callId;
  return callAfter(before, { kind, ...(callId && { call_id: callId }) });
};
