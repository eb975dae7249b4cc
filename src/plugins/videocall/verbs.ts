import type { PluginVerbRule } from '../../handle/plugin.js';
import { ASYNC, ASYNC_ONCE } from '../common/rules.js';

/** The types of one verb. */
export interface VideoCallVerb<F extends object, R extends object> {
  /** The fields beside `request`. */
  readonly fields: F;
  /** The data of the answer. */
  readonly reply: VideoCallReply<R>;
}

/** An answer of the VideoCall plugin. */
export interface VideoCallReply<R extends object = object> {
  /** Always `'event'`. */
  readonly videocall: 'event';
  /** What was done. */
  readonly result: R;
}

/** Whom. */
export interface VideoCallUserFields {
  /** The name somebody is registered by. */
  readonly username: string;
}

/** The fields of `set`; what is left out stays. */
export interface VideoCallSetFields {
  /** Whether our audio is relayed; true at first. */
  readonly audio?: boolean;
  /** Whether our video is relayed; true at first. */
  readonly video?: boolean;
  /** The most our browser shall send, bits per second; 0 for no limit. */
  readonly bitrate?: number;
  /** Whether what we send is recorded. */
  readonly record?: boolean;
  /** The path and name of the recording on the server; `-audio.mjr`, `-video.mjr` and `-data.mjr` are added. */
  readonly filename?: string;
  /** The simulcast layer to get, 0 to 2. */
  readonly substream?: number;
  /** The temporal layer to get, 0 to 2. */
  readonly temporal?: number;
  /** Microseconds without packets until the layer below is taken; 250000 by default. */
  readonly fallback?: number;
  /** Whether an offer that goes along restarts ICE. */
  readonly restart?: boolean;
}

/** The fields of `hangup`. */
export interface VideoCallHangupFields {
  /** What the other end is told; `'We did the hangup'` by default. */
  readonly reason?: string;
}

/** What `register` is answered with. */
export interface VideoCallRegisteredResult {
  /** Always `'registered'`. */
  readonly event: 'registered';
  /** The name. */
  readonly username: string;
}

/** What `hangup` is answered with, and `call` when the other is in a call. */
export interface VideoCallHangupResult {
  /** Always `'hangup'`. */
  readonly event: 'hangup';
  /** Our own name, if we are registered. */
  readonly username?: string;
  /** `'Explicit hangup'`, or `'User busy'`. */
  readonly reason: string;
}

/** The verbs of the VideoCall plugin, with the fields and answers of each. */
export type VideoCallVerbs = Readonly<{
  list: VideoCallVerb<object, { readonly list: readonly string[] }>;
  register: VideoCallVerb<VideoCallUserFields, VideoCallRegisteredResult>;
  call: VideoCallVerb<VideoCallUserFields, { readonly event: 'calling' } | VideoCallHangupResult>;
  accept: VideoCallVerb<object, { readonly event: 'accepted' }>;
  set: VideoCallVerb<VideoCallSetFields, { readonly event: 'set' }>;
  hangup: VideoCallVerb<VideoCallHangupFields, VideoCallHangupResult>;
}>;

/** What is fixed about them; `ends` are the kinds of event that tell the outcome of what an answer says has begun. */
export const VIDEOCALL_VERBS = {
  list: ASYNC,
  // 477 says that the first run did.
  register: ASYNC,
  // Refused with 480 the second time, the plugin hangs up the call that the first one began.
  call: { ...ASYNC_ONCE, ends: ['accepted', 'hangup'] },
  // The caller would get a second answer, for a PeerConnection that has one.
  accept: ASYNC_ONCE,
  // A second recording would begin, and an offer go out twice; `set$` knows when neither is asked for.
  set: ASYNC_ONCE,
  // Without a call it does nothing, and is answered all the same.
  hangup: ASYNC,
} as const satisfies Readonly<Record<keyof VideoCallVerbs, PluginVerbRule>>;
