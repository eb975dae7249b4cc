import type { NoSipForwardType, NoSipSrtp } from './requests.js';

/** An answer of the NoSIP plugin. */
export interface NoSipReply<R extends object = object> {
  /** Always `'event'`. */
  readonly nosip: 'event';
  /** What was done. */
  readonly result: R;
}

/** What `generate` is answered with. */
export interface NoSipGeneratedResult {
  /** Always `'generated'`. */
  readonly event: 'generated';
  /** What the SDP is. */
  readonly type: 'offer' | 'answer';
  /** The SDP to hand to the peer; it holds the keys where SRTP is used. */
  readonly sdp: string;
  /** It renegotiates. */
  readonly update?: boolean;
  /** What the plugin calls this call. Since Janus 1.4.0. */
  readonly unique_id?: string;
}

/** What `process` is answered with; the session description for the PeerConnection is in `jsep`. */
export interface NoSipProcessedResult {
  /** Always `'processed'`. */
  readonly event: 'processed';
  /** Whether the peer offers SRTP, or demands it; left out for plain RTP. */
  readonly srtp?: NoSipSrtp;
  /** It renegotiates. */
  readonly update?: boolean;
  /** What the plugin calls this call. Since Janus 1.4.0. */
  readonly unique_id?: string;
}

/** One forwarder. */
export interface NoSipForwarder {
  /** What `stop_rtp_forward` names it by. */
  readonly stream_id: number;
  /** What is copied. */
  readonly type?: NoSipForwardType;
  /** Where to. */
  readonly host: string;
  /** The UDP port. */
  readonly port: number;
  /** What it carries. */
  readonly media: 'audio' | 'video';
  /** The payload type, where one was asked for. */
  readonly pt?: number;
  /** The SSRC, where one was asked for. */
  readonly ssrc?: number;
  /** The copy is encrypted. */
  readonly srtp?: boolean;
}

/** What `rtp_forward` is answered with. */
export interface NoSipForwardResult {
  /** Always `'rtp_forward'`. */
  readonly event: 'rtp_forward';
  /** Those that were made. */
  readonly forwarders: readonly NoSipForwarder[];
}

/** What `stop_rtp_forward` is answered with. */
export interface NoSipForwardStoppedResult {
  /** Always `'stop_rtp_forward'`. */
  readonly event: 'stop_rtp_forward';
  /** Which. */
  readonly stream_id: number;
}

/** What `listforwarders` is answered with. */
export interface NoSipForwardersResult {
  /** Always `'forwarders'`. */
  readonly event: 'forwarders';
  /** All of this call. */
  readonly rtp_forwarders: readonly NoSipForwarder[];
}
