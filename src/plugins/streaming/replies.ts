import type { MediaType, MountpointId } from './mountpoint.js';

/** One stream of a listed mountpoint. */
export interface ListedMedia {
  /** What it carries. */
  readonly type: MediaType;
  /** Its mid. */
  readonly mid: string;
  /** What it is called. */
  readonly label?: string;
  /** The ids of media stream and track. */
  readonly msid?: string;
  /** Milliseconds since something came from its source; since the server's start when nothing did. */
  readonly age_ms?: number;
}

/** One mountpoint of `list`. */
export interface ListedMountpoint {
  /** Its id. */
  readonly id: MountpointId;
  /** `'on demand'` where each viewer is played the file from its start. */
  readonly type: 'live' | 'on demand';
  /** What it is called. */
  readonly description: string;
  /** What else its owner tells of it. */
  readonly metadata?: string;
  /** Whether it sends now. */
  readonly enabled: boolean;
  /** Its streams; left out where a file is played. */
  readonly media?: readonly ListedMedia[];
}

/** The answer of `list`. */
export interface ListReply {
  /** Always `'list'`. */
  readonly streaming: 'list';
  /** All that are not private. */
  readonly list: readonly ListedMountpoint[];
}

/** One stream as `info` describes it; ports and recording only to who knows the secret. */
export interface MediaInfo {
  /** What it carries. */
  readonly type: MediaType;
  /** Its m-line, from 0; this, mid and label are left out where a file is played. */
  readonly mindex?: number;
  /** Its mid. */
  readonly mid?: string;
  /** What it is called. */
  readonly label?: string;
  /** The ids of media stream and track. */
  readonly msid?: string;
  /** The payload type. */
  readonly pt?: number;
  /** The codec. */
  readonly codec?: string;
  /** The codec as a session description names it. */
  readonly rtpmap?: string;
  /** Its parameters. */
  readonly fmtp?: string;
  /** What data streams carry. Since Janus 1.1.3. */
  readonly datatype?: 'text' | 'binary';
  /** Whether the last key frame is kept. */
  readonly videobufferkf?: boolean;
  /** Whether it comes in several qualities. */
  readonly videosimulcast?: boolean;
  /** Whether it comes in layers. */
  readonly videosvc?: boolean;
  /** Whether drifting clocks are made up for. */
  readonly skew_compensation?: boolean;
  /** The address that is listened on. Since Janus 1.3.1. */
  readonly host?: string;
  /** The UDP port. */
  readonly port?: number;
  /** That of RTCP. */
  readonly rtcpport?: number;
  /** That of the second quality. */
  readonly port2?: number;
  /** That of the third. */
  readonly port3?: number;
  /** Milliseconds since something came from its source; since the server's start when nothing did. */
  readonly age_ms?: number;
  /** The file it is recorded into. */
  readonly recording?: string;
}

/** A mountpoint as `info` describes it; the names of files, viewers, ports and secrets only to who knows the secret. */
export interface MountpointInfo {
  /** Its id. */
  readonly id: MountpointId;
  /** Its name in the configuration file. */
  readonly name?: string;
  /** What it is called. */
  readonly description?: string;
  /** What else its owner tells of it. */
  readonly metadata?: string;
  /** Asked of those who change it. */
  readonly secret?: string;
  /** Asked of those who watch. */
  readonly pin?: string;
  /** Whether it is left out of `list`; left out when not. */
  readonly is_private?: boolean;
  /** Whether it sends now. */
  readonly enabled: boolean;
  /** How many watch. */
  readonly viewers?: number;
  /** `'on demand'` where each viewer is played the file from its start. */
  readonly type: 'live' | 'on demand';
  /** Its streams. */
  readonly media: readonly MediaInfo[];
  /** The file that is played. */
  readonly filename?: string;
  /** Whether it is fed by an RTSP server. */
  readonly rtsp?: boolean;
  /** That server's address. */
  readonly url?: string;
  /** Who the plugin is there. */
  readonly rtsp_user?: string;
  /** The password. */
  readonly rtsp_pwd?: string;
  /** Whether it is asked by the path alone after a 404. */
  readonly rtsp_quirk?: boolean;
  /** Whether the source encrypts. */
  readonly srtp?: boolean;
  /** Milliseconds for which a second source on one port is ignored. */
  readonly collision?: number;
  /** How many threads help to send. */
  readonly threads?: number;
  /** The address that is listened on. Until Janus 1.3.0; then in each stream. */
  readonly host?: string;
  /** Milliseconds of video kept from each key frame on. Since Janus 1.3.3. */
  readonly bufferkf_ms?: number;
  /** The same in bytes. Since Janus 1.3.3. */
  readonly bufferkf_bytes?: number;
}

/** The answer of `info`. */
export interface InfoReply {
  /** Always `'info'`. */
  readonly streaming: 'info';
  /** The mountpoint. */
  readonly info: MountpointInfo;
}

/** Where one stream of a new `rtp` mountpoint is listened for. */
export interface CreatedPort {
  /** What it carries. */
  readonly type: MediaType;
  /** Its mid. */
  readonly mid: string;
  /** The ids of media stream and track. */
  readonly msid?: string;
  /** The address. Since Janus 1.3.1. */
  readonly host?: string;
  /** The UDP port. */
  readonly port?: number;
  /** That of RTCP. */
  readonly rtcp_port?: number;
  /** That of the second quality. */
  readonly port_2?: number;
  /** That of the third. */
  readonly port_3?: number;
}

/** The answer of `create`. */
export interface CreatedReply {
  /** Always `'created'`. */
  readonly streaming: 'created';
  /** Its name in the configuration file. */
  readonly created: string;
  /** Whether it was written there. */
  readonly permanent: boolean;
  /** The mountpoint. */
  readonly stream: {
    /** Its id. */
    readonly id: MountpointId;
    /** `'on demand'` where each viewer is played the file from its start. */
    readonly type: 'live' | 'on demand';
    /** What it is called. */
    readonly description: string;
    /** Whether it is left out of `list`. */
    readonly is_private: boolean;
    /** The address that is listened on. Until Janus 1.3.0; then in each port. */
    readonly host?: string;
    /** Where the streams are listened for, of type `rtp` alone. */
    readonly ports?: readonly CreatedPort[];
  };
}

/** The answer of `edit`. */
export interface EditedReply {
  /** Always `'edited'`. */
  readonly streaming: 'edited';
  /** The mountpoint. */
  readonly id: MountpointId;
  /** Whether the configuration file was changed. */
  readonly permanent: boolean;
}

/** The answer of `destroy`. */
export interface DestroyedReply {
  /** Always `'destroyed'`. */
  readonly streaming: 'destroyed';
  /** The mountpoint. */
  readonly destroyed: MountpointId;
}

/** The answer of `kick_all`. */
export interface KickedAllReply {
  /** Always `'kicked_all'`. */
  readonly streaming: 'kicked_all';
}

/** The answer that something was done. */
export interface OkReply {
  /** Always `'ok'`. */
  readonly streaming: 'ok';
}

/** The answer of what a viewer asks. */
export interface ViewerReply<R extends object> {
  /** Always `'event'`. */
  readonly streaming: 'event';
  /** What came of it. */
  readonly result: R;
}

/** What came of `watch`; the session description to answer is in `jsep`. */
export interface WatchResult {
  /** `'updating'`: an offer that restarts ICE. `'starting'`: an offer of one's own was answered, since Janus 1.1.4. */
  readonly status: 'preparing' | 'updating' | 'starting';
}

/** What came of `start`. */
export interface StartResult {
  /** `'starting'` until the PeerConnection is up. */
  readonly status: 'starting' | 'started';
}

/** What came of `pause`. */
export interface PauseResult {
  /** Always `'pausing'`. */
  readonly status: 'pausing';
}

/** What came of `configure`. */
export interface ConfigureResult {
  /** Always `'configured'`. */
  readonly event: 'configured';
}

/** What came of `switch`. */
export interface SwitchResult {
  /** Always `'ok'`. */
  readonly switched: 'ok';
  /** What is watched now. */
  readonly id: MountpointId;
}

/** What came of `stop`. */
export interface StopResult {
  /** `'idle'`: nothing was being sent; since Janus 1.3.1, before there is no answer then. */
  readonly status: 'stopping' | 'idle';
}
