import type { DestinationFields } from '../common/forward-fields.js';
import type { AdminFields, RoomId, SecretFields } from '../common/room-fields.js';

/** Names somebody who publishes. */
export interface PublisherFields extends SecretFields {
  /** Who. */
  readonly publisher_id: RoomId;
}

/** One stream to forward. */
export interface ForwardedStream extends Partial<DestinationFields> {
  /** The publisher's stream. */
  readonly mid: string;
  /** The UDP port; host and encryption are those of all when left out. */
  readonly port: number;
  /** The port that feedback is exchanged with; none when left out. */
  readonly rtcp_port?: number;
  /** The SSRC to send with; the publisher's when left out. */
  readonly ssrc?: number;
  /** The payload type to send with; the publisher's when left out. */
  readonly pt?: number;
  /** Whether of several qualities one at a time is forwarded; false by default. */
  readonly simulcast?: boolean;
  /** Where the second quality goes. */
  readonly port_2?: number;
  /** The SSRC of the second quality. */
  readonly ssrc_2?: number;
  /** The payload type of the second quality. */
  readonly pt_2?: number;
  /** Where the third quality goes. */
  readonly port_3?: number;
  /** The SSRC of the third quality. */
  readonly ssrc_3?: number;
  /** The payload type of the third quality. */
  readonly pt_3?: number;
}

/** What `rtp_forward` takes; the plugin's key where `lock_rtp_forward` asks for it. */
export interface ForwardFields extends PublisherFields, Omit<DestinationFields, 'port'>, AdminFields {
  /** What. */
  readonly streams: readonly ForwardedStream[];
  /** Whether of several qualities one at a time is forwarded; false by default. */
  readonly simulcast?: boolean;
}

/** What `stop_rtp_forward` takes; the plugin's key where `lock_rtp_forward` asks for it. */
export interface StopForwardFields extends PublisherFields, AdminFields {
  /** Which forwarder. */
  readonly stream_id: number;
}

/** A stream that is forwarded. */
export interface Forwarder {
  /** What `stop_rtp_forward` names it by. */
  readonly stream_id: number;
  /** What it carries. */
  readonly type: 'audio' | 'video' | 'data';
  /** The address that it goes to. */
  readonly host: string;
  /** The port there. */
  readonly port: number;
  /** The port that feedback is taken at. */
  readonly local_rtcp_port?: number;
  /** The port that feedback comes from. */
  readonly remote_rtcp_port?: number;
  /** The payload type, where one was asked for. */
  readonly pt?: number;
  /** The SSRC, where one was asked for. */
  readonly ssrc?: number;
  /** Which quality, where it is not the first. */
  readonly substream?: number;
  /** It is encrypted. */
  readonly srtp?: boolean;
}

/** The answer of `rtp_forward`. */
export interface ForwardReply {
  /** Always `'rtp_forward'`. */
  readonly videoroom: 'rtp_forward';
  /** The room. */
  readonly room: RoomId;
  /** Whose. */
  readonly publisher_id: RoomId;
  /** One for each stream that there is; others are passed over in silence. */
  readonly forwarders: readonly Forwarder[];
}

/** The answer of `stop_rtp_forward`. */
export interface StopForwardReply {
  /** Always `'stop_rtp_forward'`. */
  readonly videoroom: 'stop_rtp_forward';
  /** The room. */
  readonly room: RoomId;
  /** Whose. */
  readonly publisher_id: RoomId;
  /** Which. */
  readonly stream_id: number;
}

/** The answer of `listforwarders`. */
export interface ForwardersReply {
  /** Always `'forwarders'`. */
  readonly videoroom: 'forwarders';
  /** The room. */
  readonly room: RoomId;
  /** Those of whom anything is forwarded. */
  readonly publishers: readonly {
    readonly publisher_id: RoomId;
    readonly display?: string;
    readonly forwarders: readonly Forwarder[];
  }[];
}
