import type { PluginState, StateInput } from '../../handle/plugin-state.js';
import { IDLE, type SipCall, callAfter } from './call.js';
import { PROBE, callShown, registrationShown } from './probe.js';
import { type SipRegistration, UNREGISTERED, registrationAfter } from './registration.js';
import { factsOf } from './told.js';

/** What is known of a SIP handle. */
export interface SipState {
  /** Where the registration stands. */
  readonly registration: SipRegistration;
  /** Where the call stands. */
  readonly call: SipCall;
}

const fold = ({ registration, call }: SipState, input: StateInput): SipState => {
  if (input.kind === 'refused')
    return { registration: registrationShown(registration, input), call: callShown(call, input) };
  const facts = factsOf(input);
  return { registration: registrationAfter(registration, facts), call: callAfter(call, facts) };
};

/** Without session descriptions: they are long, and may hold keys. */
const save = ({ registration, call }: SipState): object => ({
  registration,
  call: { ...call, jsep: undefined },
});

const load = ({ registration, call }: Partial<SipState>): SipState | undefined =>
  registration?.kind && call?.kind ? { registration, call } : undefined;

/** How the state of a SIP handle is kept. */
export const SIP_STATE: PluginState<SipState> = {
  initial: { registration: UNREGISTERED, call: IDLE },
  fold,
  resync: () => PROBE,
  save,
  load,
};
