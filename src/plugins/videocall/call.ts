import type { Jsep } from '../../protocol/jsep.js';

/** No call yet. */
export interface VideoCallIdle {
  readonly kind: 'idle';
}

/**
 * We call, and nobody has taken it yet. It stays so when a gap took their answer: the server does not tell the two apart,
 * and tells the answer once. `bye$` and calling anew is the way out.
 */
export interface VideoCallCalling {
  readonly kind: 'calling';
  /** Whom. */
  readonly peer: string;
}

/** Somebody calls. */
export interface VideoCallIncoming {
  readonly kind: 'incoming';
  /** Who; undefined when the event that names them was lost in a gap. */
  readonly peer: string | undefined;
  /** The offer that `accept$` answers; undefined when it was lost in a gap: nothing but hanging up is left then. */
  readonly jsep: Jsep | undefined;
}

/** The call stands. */
export interface VideoCallInCall {
  readonly kind: 'in-call';
  /** With whom; undefined when that was lost in a gap. */
  readonly peer: string | undefined;
  /**
   * The newest session description of the other end's: the answer to our call, or an offer that they made since and that
   * `set$` answers.
   */
  readonly jsep: Jsep | undefined;
}

/** The last call is over. */
export interface VideoCallEnded {
  readonly kind: 'ended';
  /** Who ended it; undefined when it ended in a gap, or with the media. */
  readonly by: string | undefined;
  /** Why; undefined when it ended in a gap. */
  readonly reason: string | undefined;
}

/** Where a handle's call stands; `switch` on `kind`. */
export type VideoCall =
  VideoCallIdle | VideoCallCalling | VideoCallIncoming | VideoCallInCall | VideoCallEnded;

/** Whether there is a call. */
export const isLeg = (call: VideoCall): call is VideoCallCalling | VideoCallIncoming | VideoCallInCall =>
  call.kind !== 'idle' && call.kind !== 'ended';

/** The end of a call, if there is one. */
export const ended = (call: VideoCall, by?: string, reason?: string): VideoCall =>
  isLeg(call) ? { kind: 'ended', by, reason } : call;
