import type { DestinationFields, SrtpFields } from '../common/forward-fields.js';
import type { AdminFields, PersonFields, RoomId, SecretFields } from '../common/room-fields.js';
import type { PublisherFields } from './forwarding.js';
import type { PublishedStream } from './participant.js';

/** Names one of the servers that somebody's media is sent to. */
export interface RemoteFields extends PublisherFields {
  /** A name of one's own for it. */
  readonly remote_id: string;
}

/**
 * What `publish_remotely` takes: host and port are what `add_remote_publisher` gave at the other server; the plugin's key
 * where `lock_rtp_forward` asks for it; the encryption since Janus 1.3.0.
 */
export interface PublishRemotelyFields extends RemoteFields, DestinationFields, AdminFields {
  /** The port for feedback that it gave. */
  readonly rtcp_port?: number;
}

/** One stream of a publisher at another server. */
export interface RemoteStream extends Pick<PublishedStream, 'type' | 'mindex' | 'mid'> {
  /** Audio and video: the codec. */
  readonly codec?: string;
  /** The publisher's words about it. */
  readonly description?: string;
  /** Nobody can subscribe to it now. */
  readonly disabled?: boolean;
  /** Opus with two channels. */
  readonly stereo?: boolean;
  /** Opus with forward error correction. */
  readonly fec?: boolean;
  /** Opus that pauses in silence. */
  readonly dtx?: boolean;
  /** The profile of H.264; Janus 1.1.2 refuses the text that later ones ask for. */
  readonly h264_profile?: string;
  /** The profile of VP9; as above. */
  readonly vp9_profile?: string;
  /** It comes in several qualities. */
  readonly simulcast?: boolean;
  /** It comes in layers. */
  readonly svc?: boolean;
  /** The id in RTP of the audio level. */
  readonly audiolevel_ext_id?: number;
  /** The id in RTP of the orientation. */
  readonly videoorient_ext_id?: number;
  /** The id in RTP of the delay to play with. */
  readonly playoutdelay_ext_id?: number;
}

/** What `add_remote_publisher` takes; the encryption since Janus 1.3.0. */
export interface AddRemoteFields extends SecretFields, SrtpFields {
  /** The publisher's id here; the server chooses one when left out. */
  readonly id?: RoomId;
  /** The name to show. */
  readonly display?: string;
  /** What else to tell of them; since Janus 1.3.0. */
  readonly metadata?: object;
  /** A multicast group that the media comes by. */
  readonly mcast?: string;
  /** The network interface, or its address, to listen at. */
  readonly iface?: string;
  /** The port to listen at; any by default. */
  readonly port?: number;
  /** What they publish. */
  readonly streams: readonly RemoteStream[];
}

/** What `update_remote_publisher` takes; the encryption since Janus 1.3.0. */
export interface UpdateRemoteFields extends PersonFields, SrtpFields {
  /** The name to show. */
  readonly display?: string;
  /** What else to tell of them; since Janus 1.3.0. */
  readonly metadata?: object;
  /** What has changed; streams that are not named stay as they are. */
  readonly streams: readonly RemoteStream[];
}

/** The answer of `unpublish_remotely`. */
export interface RemoteReply {
  /** Always `'success'`. */
  readonly videoroom: 'success';
  /** The room. */
  readonly room: RoomId;
  /** The publisher. */
  readonly id: RoomId;
}

/** The answer of `publish_remotely`. */
export interface PublishRemotelyReply extends RemoteReply {
  /** The name that was given. */
  readonly remote_id: string;
}

/** The answer of `listremotes`. */
export interface RemotesReply extends RemoteReply {
  /** The servers that the publisher's media is sent to. */
  readonly list: readonly {
    readonly remote_id: string;
    readonly host: string;
    readonly port: number;
    readonly rtcp_port?: number;
  }[];
}

/** The answer of `add_remote_publisher`: what `publish_remotely` takes at the other server. */
export interface AddRemoteReply extends RemoteReply {
  /** The address that is listened at, where it is known. */
  readonly ip?: string;
  /** The port for media. */
  readonly port: number;
  /** The port for feedback. */
  readonly rtcp_port: number;
}
