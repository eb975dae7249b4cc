import type { MountpointId } from './mountpoint.js';

/** What every mountpoint is made with. */
export interface MountpointFields {
  /** Its id; the server chooses one when left out. */
  readonly id?: MountpointId;
  /** Its name in the configuration file; the server chooses one when left out. */
  readonly name?: string;
  /** What to call it. */
  readonly description?: string;
  /** What else to tell those who watch. */
  readonly metadata?: string;
  /** Whether it is left out of `list`; false by default. */
  readonly is_private?: boolean;
  /** Asked of those who change it. */
  readonly secret?: string;
  /** Asked of those who watch. */
  readonly pin?: string;
  /** Whether it is written into the configuration file; false by default. */
  readonly permanent?: boolean;
  /** The server's own key for making mountpoints, if it has one. */
  readonly admin_key?: string;
}

/** What all streams of an `rtp` mountpoint have. */
export interface RtpMediaFields {
  /** What `watch` and `configure` name it by; unique in the mountpoint. */
  readonly mid: string;
  /** What to call it. */
  readonly label?: string;
  /** The ids of media stream and track that viewers are told, with a blank between. */
  readonly msid?: string;
  /** The multicast group to join. */
  readonly mcast?: string;
  /** The interface or address to listen on; all by default. */
  readonly iface?: string;
  /** The UDP port to listen on; 0 for one of the server's choice, told by the answer. */
  readonly port: number;
}

/** What streams have that are RTP. */
export interface RtpStreamFields extends RtpMediaFields {
  /** The UDP port for RTCP. */
  readonly rtcpport?: number;
  /** The payload type. */
  readonly pt: number;
  /** `'opus'` or `'vp8'` for example. */
  readonly codec: string;
  /** The parameters of the codec, as in a session description. */
  readonly fmtp?: string;
  /** Whether drifting clocks of the source are made up for; false by default. */
  readonly skew?: boolean;
}

/** A stream of audio. */
export interface RtpAudio extends RtpStreamFields {
  /** Always `'audio'`. */
  readonly type: 'audio';
}

/** A stream of video. */
export interface RtpVideo extends RtpStreamFields {
  /** Always `'video'`. */
  readonly type: 'video';
  /** Whether the last key frame is kept for new viewers; false by default, and with `simulcast`. */
  readonly bufferkf?: boolean;
  /** Whether it comes in several qualities, on three ports; false by default. */
  readonly simulcast?: boolean;
  /** The port of the second quality. */
  readonly port2?: number;
  /** The port of the third. */
  readonly port3?: number;
  /** Whether it comes in layers, VP9 only; false by default. */
  readonly svc?: boolean;
}

/** Datagrams that are sent on over a data channel. */
export interface RtpData extends RtpMediaFields {
  /** Always `'data'`. */
  readonly type: 'data';
  /** What they are; `'text'` by default. Until Janus 1.2.4 a field of the mountpoint, see {@link RtpMountpoint}. */
  readonly datatype?: 'text' | 'binary';
}

/** A mountpoint fed by RTP, with its streams in the order of their m-lines. */
export interface RtpMountpoint extends MountpointFields {
  /** Always `'rtp'`. */
  readonly type: 'rtp';
  /** Its streams. */
  readonly media: readonly (RtpAudio | RtpVideo | RtpData)[];
  /** Milliseconds for which a second source on one port is ignored; 0, the default, for not at all. */
  readonly collision?: number;
  /** How many threads help to send; 0 by default. */
  readonly threads?: number;
  /** The suite of SRTP, where the source encrypts. */
  readonly srtpsuite?: 32 | 80;
  /** Its key, base64. */
  readonly srtpcrypto?: string;
  /** Whether the source encrypts end to end. */
  readonly e2ee?: boolean;
  /** Whether viewers may set a playout delay. */
  readonly playoutdelay_ext?: boolean;
  /** The id of the source's header extension for capture times, 1 to 14. Since Janus 1.2.2. */
  readonly abscapturetime_src_ext_id?: number;
  /** Whether the last message of data streams is kept for new viewers; false by default. */
  readonly buffermsg?: boolean;
  /** What data streams carry; `'text'` by default. */
  readonly datatype?: 'text' | 'binary';
  /** Milliseconds of video kept from each key frame on; 0 by default. Since Janus 1.3.3. */
  readonly bufferkf_ms?: number;
  /** The same in bytes. Since Janus 1.3.3. */
  readonly bufferkf_bytes?: number;
}

/** What mountpoints have that play a file of the server: raw A-law (`.alaw`), raw mu-law (`.mulaw`) or `.opus`. */
export interface FileFields extends MountpointFields {
  /** The path on the server. */
  readonly filename: string;
  /** True: nothing else can be played. */
  readonly audio: true;
  /** The codec, where the file's ending does not tell. */
  readonly audiocodec?: string;
  /** Its parameters, as in a session description. */
  readonly audiofmtp?: string;
  /** The payload type. */
  readonly audiopt?: number;
}

/** A mountpoint that plays a file in a loop, the same to all. */
export interface LiveMountpoint extends FileFields {
  /** Always `'live'`. */
  readonly type: 'live';
}

/** A mountpoint that plays a file to each viewer from its start. */
export interface OnDemandMountpoint extends FileFields {
  /** Always `'ondemand'`. */
  readonly type: 'ondemand';
}

/** A mountpoint fed by an RTSP server. */
export interface RtspMountpoint extends MountpointFields {
  /** Always `'rtsp'`. */
  readonly type: 'rtsp';
  /** The address, `'rtsp://...'`. */
  readonly url: string;
  /** Whether to take its audio; false by default. One of the two is needed. */
  readonly audio?: boolean;
  /** Whether to take its video; false by default. */
  readonly video?: boolean;
  /** Who to be there. */
  readonly rtsp_user?: string;
  /** The password. */
  readonly rtsp_pwd?: string;
  /** Whether to ask by the path alone after a 404. */
  readonly rtsp_quirk?: boolean;
  /** Whether `create` fails when the server cannot be reached; true by default. */
  readonly rtsp_failcheck?: boolean;
  /** The interface or address to listen on; all by default. */
  readonly rtspiface?: string;
  /** Seconds without media until it is connected anew; 5 by default. */
  readonly rtsp_reconnect_delay?: number;
  /** The longest time between two signs of life, seconds, doubled; 0 for what the server says, the default. */
  readonly rtsp_session_timeout?: number;
  /** Seconds that the description may take; 10 by default. */
  readonly rtsp_timeout?: number;
  /** Seconds that connecting may take; 5 by default. */
  readonly rtsp_conn_timeout?: number;
  /** Whether viewers are told when it is lost and back; false by default. Since Janus 1.3.3. */
  readonly rtsp_notify_changes?: boolean;
  /** In the place of what the server says: the audio codec, */
  readonly audiocodec?: string;
  /** its parameters, */
  readonly audiofmtp?: string;
  /** its payload type, */
  readonly audiopt?: number;
  /** the video codec, */
  readonly videocodec?: string;
  /** its parameters, */
  readonly videofmtp?: string;
  /** its payload type. */
  readonly videopt?: number;
  /** Whether the last key frame is kept for new viewers; false by default. */
  readonly videobufferkf?: boolean;
  /** How many threads help to send; 0 by default. */
  readonly threads?: number;
  /** Milliseconds of video kept from each key frame on; 0 by default. Since Janus 1.3.3. */
  readonly bufferkf_ms?: number;
  /** The same in bytes. Since Janus 1.3.3. */
  readonly bufferkf_bytes?: number;
}

/**
 * What a mountpoint is made with, by its `type`. The older form of `rtp` without `media` (`audioport`, `videoport` and
 * so on) is deprecated by the server; `message$` sends it all the same.
 */
export type CreateFields = RtpMountpoint | LiveMountpoint | OnDemandMountpoint | RtspMountpoint;
