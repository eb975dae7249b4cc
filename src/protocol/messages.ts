import type { Candidate, CandidatesCompleted, Jsep } from './jsep.js';

/** What any message of the server may carry. */
export interface Envelope {
  /** The transaction of the request it belongs to. */
  readonly transaction?: string;
  /** The session it is about. */
  readonly session_id?: number;
  /** The handle it comes from. */
  readonly sender?: number;
  /** The `opaque_id` of the handle, where the server's `opaqueid_in_api` is on. */
  readonly opaque_id?: string;
}

/** What a plugin says, with the plugin's name. */
export interface PluginData {
  /** The package name. */
  readonly plugin: string;
  /** The plugin's own object. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** The answer to a request, or a plugin's answer to a synchronous one. */
export interface SuccessMessage extends Envelope {
  readonly janus: 'success';
  /** `create` and `attach`: the new id. */
  readonly data?: { readonly id?: unknown };
  /** A plugin's answer. */
  readonly plugindata?: PluginData;
  /** A session description that goes with it. */
  readonly jsep?: Jsep;
}

/** A refusal by the core. */
export interface ErrorMessage extends Envelope {
  readonly janus: 'error';
  /** Code and reason. */
  readonly error: { readonly code: number; readonly reason?: string };
}

/** "Received": the answer follows as an event, or never. */
export interface AckMessage extends Envelope {
  readonly janus: 'ack';
  /** A plugin's remark. */
  readonly hint?: string;
}

/** A plugin's event: the answer to an asynchronous request, or unsolicited. */
export interface EventMessage extends Envelope {
  readonly janus: 'event';
  /** What the plugin says. */
  readonly plugindata: PluginData;
  /** A session description that goes with it. */
  readonly jsep?: Jsep;
}

/** The answer to `info`. */
export interface ServerInfoMessage extends Envelope {
  readonly janus: 'server_info';
  /** The release as a number, 1102 for 1.1.2. */
  readonly version?: number;
  /** The release as text. */
  readonly version_string?: string;
  /** Seconds of silence after which a session ends; 0 for never. */
  readonly 'session-timeout'?: number;
  /** Seconds a session waits for a claim after its transport went; 0 for not at all. */
  readonly 'reclaim-session-timeout'?: number;
  /** Seconds the server waits for candidates. */
  readonly 'candidates-timeout'?: number;
  /** Whether `create` is accepted. */
  readonly 'accepting-new-sessions'?: boolean;
  /** Whether the server trickles its own candidates. */
  readonly 'full-trickle'?: boolean;
  /** The plugins loaded, by package name. */
  readonly plugins?: Readonly<Record<string, { readonly name?: string; readonly version_string?: string }>>;
  /** The transports loaded, by package name. */
  readonly transports?: Readonly<Record<string, { readonly name?: string }>>;
}

/** The answer to `ping`. */
export interface PongMessage extends Envelope {
  readonly janus: 'pong';
}

/** An empty long poll. */
export interface KeepAliveMessage extends Envelope {
  readonly janus: 'keepalive';
}

/** The session ended by its `session_timeout`. */
export interface TimeoutMessage extends Envelope {
  readonly janus: 'timeout';
}

/** A handle was detached. */
export interface DetachedMessage extends Envelope {
  readonly janus: 'detached';
}

/** The PeerConnection is up. */
export interface WebRtcUpMessage extends Envelope {
  readonly janus: 'webrtcup';
}

/** Media began or ceased to arrive at the server. */
export interface MediaMessage extends Envelope {
  readonly janus: 'media';
  /** The media section. */
  readonly mid?: string;
  /** Audio or video. */
  readonly type?: 'audio' | 'video';
  /** Whether it arrives. */
  readonly receiving?: boolean;
  /** Seconds without media before this was said. */
  readonly seconds?: number;
  /** The simulcast layer. */
  readonly substream?: number;
}

/** Packets are being lost. */
export interface SlowLinkMessage extends Envelope {
  readonly janus: 'slowlink';
  /** The media section. */
  readonly mid?: string;
  /** Audio or video. */
  readonly media?: 'audio' | 'video';
  /** Whether the loss is on the way to the server. */
  readonly uplink?: boolean;
  /** Packets lost since the last such message. */
  readonly lost?: number;
}

/** The PeerConnection is down; the handle stays usable. */
export interface HangupMessage extends Envelope {
  readonly janus: 'hangup';
  /** `'Janus API'`, `'DTLS alert'`, `'ICE failed'`, ... */
  readonly reason?: string;
}

/** A candidate of the server's; may come before the answer. */
export interface TrickleMessage extends Envelope {
  readonly janus: 'trickle';
  /** The candidate, or the end of them. */
  readonly candidate: Candidate | CandidatesCompleted;
}

/** ICE failed; servers from 1.2.0 on say so. */
export interface IceFailedMessage extends Envelope {
  readonly janus: 'ice-failed';
}

/** A message with a `janus` value that this library does not know. */
export interface UnknownMessage extends Envelope {
  readonly janus: 'unknown';
  /** The `janus` value as it came. */
  readonly verb: string;
  /** The whole object as it came. */
  readonly raw: Readonly<Record<string, unknown>>;
}

/** Whatever the server sends; `switch` on `janus`. */
export type JanusMessage =
  | SuccessMessage
  | ErrorMessage
  | AckMessage
  | EventMessage
  | ServerInfoMessage
  | PongMessage
  | KeepAliveMessage
  | TimeoutMessage
  | DetachedMessage
  | WebRtcUpMessage
  | MediaMessage
  | SlowLinkMessage
  | HangupMessage
  | TrickleMessage
  | IceFailedMessage
  | UnknownMessage;
