/** A session description as it travels: plain JSON, no DOM type. */
export interface Jsep {
  /** `'offer'` or `'answer'`; Janus knows no other. */
  readonly type: 'offer' | 'answer';
  /** The SDP. */
  readonly sdp: string;
  /** `false` when all candidates are in the SDP already. */
  readonly trickle?: boolean;
  /** Asks for a restart of ICE, in some plugins. */
  readonly restart?: boolean;
  /** Whether frames are encrypted end to end. */
  readonly e2ee?: boolean;
}

/** One ICE candidate, as `RTCIceCandidate.toJSON()` gives it. */
export interface Candidate {
  /** The candidate line, `'candidate:1 1 udp ...'`. */
  readonly candidate: string;
  /** The media section it belongs to, by mid. */
  readonly sdpMid?: string | null;
  /** The media section it belongs to, by index. */
  readonly sdpMLineIndex?: number | null;
  /** The user fragment of the ICE credentials. */
  readonly usernameFragment?: string | null;
}

/** The end of the candidates. */
export interface CandidatesCompleted {
  /** Always true. */
  readonly completed: true;
}
