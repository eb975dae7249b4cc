import type { StateInput, StateQuestion } from '../../handle/plugin-state.js';
import { type SipCall, callAfter, isLeg, isOutgoing, transferTold } from './call.js';
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
const shown = ({ verb, body, error: { code, reason } }: Refused): string | undefined => {
  if (verb !== 'call' || 'uri' in body) return undefined;
  if (code === MISSING_ELEMENT) return 'idle';
  const why = code === WRONG_STATE && /=([a-z]+)|register/.exec(reason);
  return why ? (why[1] ?? UNREGISTERED.kind) : undefined;
};

/** The registration after a refusal. */
export const registrationShown = (before: SipRegistration, refused: Refused): SipRegistration => {
  const status = shown(refused);
  const isUnregistered = status === UNREGISTERED.kind;
  if (before.kind === 'registered') return isUnregistered ? UNREGISTERED : before;
  const become = (kind: string): SipRegistration => registrationAfter(before, { kind });
  if (refused.verb === 'register' && refused.error.code === ALREADY_REGISTERED) return become('registering');
  // Nearly always an attempt has failed meanwhile; if it is still under way, its outcome is told yet.
  if (isUnregistered) return before.kind === 'registering' ? become('registration_failed') : before;
  return status ? become('registered') : before;
};

/**
 * The event that would have told of that status, and whether it tells anything. What is `closing` will be told; one in which
 * media are negotiated anew, as `incall_reinvited`, stands.
 */
const EVENTS: Readonly<Partial<Record<string, readonly [kind: string, isNew: (call: SipCall) => boolean]>>> =
  {
    inviting: ['inviting', (call) => !isOutgoing(call)],
    invited: ['incomingcall', ({ kind }) => kind !== 'incoming'],
    incall: ['accepted', () => true],
    idle: ['hangup', isLeg],
  };

/** The call after a refusal. */
export const callShown = (before: SipCall, refused: Refused): SipCall => {
  const [kind, isNew] = EVENTS[shown(refused) ?? ''] ?? [];
  if (!kind || !isNew?.(before)) return before;
  // An end is that of the call which was known; another one has a Call-ID that was not heard.
  const call_id = kind === 'hangup' && isLeg(before) ? before.callId : undefined;
  return transferTold(callAfter(before, { kind, call_id }));
};
