import type { Jsep } from '../../protocol/jsep.js';
import type { SipFacts } from './told.js';

/** No call yet. */
export interface SipIdle {
  readonly kind: 'idle';
}

/** What is known of a call that is not over. */
export interface SipLeg {
  /** The SIP address of the other end; undefined when the event that names it was lost in a gap. */
  readonly peer: string | undefined;
  /** The Call-ID. */
  readonly callId: string | undefined;
  /** The peer's newest session description; undefined before it came, or when it was lost in a gap. */
  readonly jsep: Jsep | undefined;
}

/** A call of ours on its way: `calling`, then `proceeding` (it may bring early media) or `ringing`. */
export interface SipOutgoing extends SipLeg {
  readonly kind: 'calling' | 'proceeding' | 'ringing';
}

/** Somebody calls; `jsep` is the offer, and answered by `accept`. */
export interface SipIncoming extends SipLeg {
  readonly kind: 'incoming';
  /** The caller's name, if one was told. */
  readonly displayName: string | undefined;
}

/** The call stands. An offer as `jsep` is one that the peer made since, and is answered by `update`. */
export interface SipInCall extends SipLeg {
  readonly kind: 'in-call';
  /** Whether we hold it. */
  readonly held: boolean;
  /** Whether we have asked the peer to call somebody else, and may still hear how that went. */
  readonly transferring: boolean;
}

/** The last call is over. */
export interface SipEnded {
  readonly kind: 'ended';
  /** The SIP status: 200 after a hang-up, 486 for busy; undefined when it ended in a gap. */
  readonly code: number | undefined;
  /** The words to it; undefined when it ended in a gap. */
  readonly reason: string | undefined;
  /** The Call-ID. */
  readonly callId: string | undefined;
}

/** Where a handle's call stands; `switch` on `kind`. */
export type SipCall = SipIdle | SipOutgoing | SipIncoming | SipInCall | SipEnded;

/** Before any call. */
export const IDLE: SipCall = { kind: 'idle' };

/** A call of which nothing was heard. */
const UNHEARD: SipLeg = { peer: undefined, callId: undefined, jsep: undefined };

/** Whether a call of ours is on its way. */
export const isOutgoing = (call: SipCall): call is SipOutgoing =>
  call.kind === 'calling' || call.kind === 'proceeding' || call.kind === 'ringing';

/** Whether there is a call. */
export const isLeg = (call: SipCall): call is SipOutgoing | SipIncoming | SipInCall =>
  call.kind !== 'idle' && call.kind !== 'ended';

type Step = (before: SipCall, told: SipFacts) => SipCall;

const standing: Step = (before, { username, call_id, jsep }) => {
  const leg = isLeg(before) ? before : UNHEARD;
  return {
    ...STANDING,
    ...(before.kind === 'in-call' && before),
    peer: username ?? leg.peer,
    callId: call_id ?? leg.callId,
    // After early media the answer has come already.
    jsep: jsep ?? leg.jsep,
  };
};

/** A call that stands, when nothing else is known of it. */
const STANDING = { kind: 'in-call', held: false, transferring: false } as const;

const inCall =
  (change: Partial<SipInCall>) =>
  (before: SipCall): SipCall =>
    before.kind === 'in-call' ? { ...before, ...change } : before;

/** How the call ended up that a peer was asked to make: `'SIP/2.0 486 Busy Here'`, or `'SIP/2.0 200 OK'`. */
const FINAL = /^SIP\S+ [2-6]/;

/** The peer has told how it went, or may have. */
export const transferTold = inCall({ transferring: false });

/** A call of ours has got so far; `called` is told when that is what answers the request to call. */
const alerted = (
  before: SipCall,
  { called: peer, call_id: callId, jsep }: SipFacts,
  kind: SipOutgoing['kind'],
): SipCall => {
  if (peer) return { kind, peer, callId, jsep };
  return isOutgoing(before) ? { ...before, kind, jsep: jsep ?? before.jsep } : before;
};

/** What each event makes of it; the others leave it. A call ends with `hangup`, not with `hangingup` or `declining`. */
const STEPS: Readonly<Partial<Record<string, Step>>> = {
  // The other end may be quicker than the plugin, whose `calling` then comes behind what answered.
  calling: (before, told) => (told.called ? alerted(before, told, 'calling') : before),
  // No word of the plugin's: a call of ours is there of which nothing was heard.
  inviting: () => ({ kind: 'calling', ...UNHEARD }),
  ringing: (before, told) => alerted(before, told, 'ringing'),
  // The plugin tells `proceeding` behind each `ringing` too.
  proceeding: (before, told) => (before.kind === 'ringing' ? before : alerted(before, told, 'proceeding')),
  progress: (before, told) => alerted(before, told, 'proceeding'),
  accepted: standing,
  updatingcall: standing,
  incomingcall: (_, { username: peer, call_id: callId, displayname: displayName, jsep }) => ({
    kind: 'incoming',
    peer,
    callId,
    displayName,
    jsep,
  }),
  holding: inCall({ held: true }),
  resuming: inCall({ held: false }),
  transferring: inCall({ transferring: true }),
  notify: (before, { notify, content = '' }) =>
    notify === 'refer' && FINAL.test(content) ? transferTold(before) : before,
  // An end may be told again when the next call stands already.
  hangup: (before, { code, reason, call_id: callId }) =>
    isLeg(before) && before.callId && callId && before.callId !== callId
      ? before
      : { kind: 'ended', code, reason, callId },
};

/** The call after an event. */
export const callAfter: Step = (before, told) => STEPS[told.kind ?? '']?.(before, told) ?? before;
