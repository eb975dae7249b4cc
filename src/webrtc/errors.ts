import { JanusError } from '../errors/janus-error.js';
import type { Handle } from '../handle/handle.js';

/** The handle that a PeerConnection is bound to. */
export type Bound = Pick<Handle, 'sessionId' | 'id'>;

/** The platform has no RTCPeerConnection, and none was given. */
export class NoPeerConnectionError extends JanusError<'no-peer-connection'> {
  static readonly kind = 'no-peer-connection';

  constructor() {
    super('this platform has no RTCPeerConnection; give peer$ one as makePeer', {});
  }
}

/** What the errors of one handle's PeerConnection have in common. */
export abstract class BoundError<K extends string> extends JanusError<K> {
  /** The session. */
  declare readonly sessionId: number;
  /** The handle. */
  declare readonly handleId: number;

  constructor(
    message: string,
    { sessionId, id: handleId }: Bound,
    fields: object = {},
    options?: ErrorOptions,
  ) {
    super(message, { ...fields, sessionId, handleId }, options);
  }
}

/** Where a negotiation failed: with our description, with the server's, or in gathering candidates. */
export type NegotiationStep = 'local' | 'remote' | 'gathering';

const PROBLEM: Readonly<Record<NegotiationStep, string>> = {
  local: 'no description of ours could be made or set',
  remote: "the server's description was not taken",
  gathering: 'not one candidate was found in time; check iceServers, or raise gatheringTimeoutMs',
};

/** A session description could not be made, or was not taken; `cause` is what the platform says. */
export class NegotiationError extends BoundError<'negotiation'> {
  static readonly kind = 'negotiation';
  /** Where it failed. */
  declare readonly step: NegotiationStep;

  constructor(step: NegotiationStep, handle: Bound, options?: ErrorOptions) {
    super(`negotiation failed: ${PROBLEM[step]}`, handle, { step }, options);
  }
}

/**
 * An offer of the server's was lost, with a line as a rule, and it makes no other while it waits for the answer: attach
 * another handle.
 */
export class OfferLostError extends BoundError<'offer-lost'> {
  static readonly kind = 'offer-lost';

  constructor(handle: Bound, options?: ErrorOptions) {
    super('an offer of the server was lost; attach another handle', handle, {}, options);
  }
}

/** Why a PeerConnection is given up: ICE found no way in spite of its restarts, DTLS failed, or the server hung up. */
export type PeerFailure = 'ice' | 'dtls' | 'hangup';

/** A PeerConnection broke, and could not be mended. */
export class PeerFailedError extends BoundError<'peer-failed'> {
  static readonly kind = 'peer-failed';
  /** Why. */
  declare readonly why: PeerFailure;
  /** The server's own words, where it hung up. */
  declare readonly reason: string | undefined;

  constructor(
    why: PeerFailure,
    handle: Bound,
    { reason, cause }: { readonly reason?: string | undefined; readonly cause?: unknown } = {},
  ) {
    const words = reason === undefined ? '' : ` (${reason})`;
    super(`PeerConnection failed by ${why}${words}; attach again`, handle, { why, reason }, { cause });
  }
}

/** A peer was used after its end. */
export class PeerEndedError extends BoundError<'peer-ended'> {
  static readonly kind = 'peer-ended';

  constructor(handle: Bound) {
    super('peer ended; hold a subscription to peer$ while you use it', handle);
  }
}

/** A data channel was used after it closed, or did not open in time. */
export class DataChannelError extends BoundError<'data-channel'> {
  static readonly kind = 'data-channel';
  /** The channel's label. */
  declare readonly label: string;

  constructor(problem: string, label: string, handle: Bound, options?: ErrorOptions) {
    super(`data channel ${label} ${problem}`, handle, { label }, options);
  }
}

/** What `rxjs-janus/webrtc` ends a stream with beside the errors of the core; `switch` on its `kind`. */
export type PeerError =
  | NoPeerConnectionError
  | NegotiationError
  | OfferLostError
  | PeerFailedError
  | PeerEndedError
  | DataChannelError;
