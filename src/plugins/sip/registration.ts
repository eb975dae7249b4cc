import type { SipFacts } from './told.js';

/** The handle can neither call nor be called. */
export interface SipUnregistered {
  readonly kind: 'unregistered';
}

/** The registrar was asked and has not answered. */
export interface SipRegistering {
  readonly kind: 'registering';
}

/** The handle can call, and be called if a REGISTER was sent. */
export interface SipRegistered {
  readonly kind: 'registered';
  /** The user; undefined when the event that names it was lost in a gap. */
  readonly username: string | undefined;
  /** Whether a REGISTER was sent; a guest sends none. */
  readonly sent: boolean | undefined;
  /** What helpers name the handle by. */
  readonly masterId: number | undefined;
}

/** The registrar refused, or did not answer. */
export interface SipRegistrationFailed {
  readonly kind: 'failed';
  /** The SIP status, 403 for example; undefined when it failed in a gap. */
  readonly code: number | undefined;
  /** What the registrar said; undefined when it failed in a gap. */
  readonly reason: string | undefined;
}

/** Where a registration stands; `switch` on `kind`. */
export type SipRegistration = SipUnregistered | SipRegistering | SipRegistered | SipRegistrationFailed;

/** Before anything was asked. */
export const UNREGISTERED: SipRegistration = { kind: 'unregistered' };

type Step = (before: SipRegistration, told: SipFacts) => SipRegistration;

/** What each event makes of it; the others leave it. One that was sent ends with `unregistered`, a helper's at once. */
const STEPS: Readonly<Partial<Record<string, Step>>> = {
  registering: () => ({ kind: 'registering' }),
  registered: (_, { username, register_sent: sent, master_id: masterId }) => ({
    kind: 'registered',
    username,
    sent,
    masterId,
  }),
  unregistering: (before) => (before.kind === 'registered' && before.sent === false ? UNREGISTERED : before),
  unregistered: () => UNREGISTERED,
  registration_failed: (_, { code, reason }) => ({ kind: 'failed', code, reason }),
};

/** The registration after an event. */
export const registrationAfter: Step = (before, told) => STEPS[told.kind ?? '']?.(before, told) ?? before;
