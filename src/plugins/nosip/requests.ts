/** How media between the server and the plain peer is encrypted: not, if the peer can, or not at all without. */
export type NoSipSrtp = 'sdes_optional' | 'sdes_mandatory';

/** The fields of `generate`. */
export interface NoSipGenerateFields {
  /** Words of your own, for the server's log. */
  readonly info?: string;
  /** Whether SRTP is offered, or demanded; plain RTP by default. */
  readonly srtp?: NoSipSrtp;
  /** The SRTP profile; `'AES_CM_128_HMAC_SHA1_80'` by default. */
  readonly srtp_profile?:
    'AES_CM_128_HMAC_SHA1_32' | 'AES_CM_128_HMAC_SHA1_80' | 'AEAD_AES_128_GCM' | 'AEAD_AES_256_GCM';
}

/** The fields of `process`. */
export interface NoSipProcessFields extends NoSipGenerateFields {
  /** What the peer's SDP is. */
  readonly type: 'offer' | 'answer';
  /** The peer's SDP, for plain RTP. */
  readonly sdp: string;
}

/** The fields of `recording`; at least one of the four is true. */
export interface NoSipRecordingFields {
  /** Whether to begin or to end. */
  readonly action: 'start' | 'stop';
  /** Whether it is about our audio. */
  readonly audio?: boolean;
  /** Whether it is about our video. */
  readonly video?: boolean;
  /** Whether it is about the peer's audio. */
  readonly peer_audio?: boolean;
  /** Whether it is about the peer's video. */
  readonly peer_video?: boolean;
  /** The path and name on the server; `-user-audio.mjr` and the like are added. */
  readonly filename?: string;
}

/** The fields of `keyframe`. */
export interface NoSipKeyframeFields {
  /** Whether ours is asked for one. */
  readonly user?: boolean;
  /** Whether the peer is asked for one. */
  readonly peer?: boolean;
}

/** What a forwarder copies. */
export type NoSipForwardType = 'audio' | 'video' | 'peer_audio' | 'peer_video';

/** One stream to copy elsewhere. */
export interface NoSipForwardStream {
  /** What is copied. */
  readonly type: NoSipForwardType;
  /** Where to: an address or a name. */
  readonly host: string;
  /** What the name is looked up as; `'ipv4'` by default. */
  readonly host_family?: 'ipv4' | 'ipv6';
  /** The UDP port. */
  readonly port: number;
  /** The SSRC of the copy; as it comes by default. */
  readonly ssrc?: number;
  /** The payload type of the copy; as it comes by default. */
  readonly pt?: number;
  /** To encrypt the copy: bits of the authentication tag. */
  readonly srtp_suite?: 32 | 80;
  /** To encrypt the copy: the key, in base64. */
  readonly srtp_crypto?: string;
}

/** The fields of `rtp_forward`. */
export interface NoSipForwardFields {
  /** What to copy, one forwarder each. */
  readonly streams: readonly NoSipForwardStream[];
}
