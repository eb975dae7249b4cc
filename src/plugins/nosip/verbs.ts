import type { PluginVerbRule } from '../../handle/plugin.js';
import { ASYNC, ASYNC_ONCE } from '../common/rules.js';
import type {
  NoSipForwardResult,
  NoSipForwardStoppedResult,
  NoSipForwardersResult,
  NoSipGeneratedResult,
  NoSipProcessedResult,
  NoSipReply,
} from './replies.js';
import type {
  NoSipForwardFields,
  NoSipGenerateFields,
  NoSipKeyframeFields,
  NoSipProcessFields,
  NoSipRecordingFields,
} from './requests.js';

/** The types of one verb. */
export interface NoSipVerb<F extends object, R extends object> {
  /** The fields beside `request`. */
  readonly fields: F;
  /** The data of the answer. */
  readonly reply: NoSipReply<R>;
}

/**
 * The verbs of the NoSIP plugin, with the fields and answers of each: `keyframe` since Janus 1.3.1, those of forwarding
 * since 1.4.0.
 */
export type NoSipVerbs = Readonly<{
  generate: NoSipVerb<NoSipGenerateFields, NoSipGeneratedResult>;
  process: NoSipVerb<NoSipProcessFields, NoSipProcessedResult>;
  hangup: NoSipVerb<object, { readonly event: 'hangingup' }>;
  recording: NoSipVerb<NoSipRecordingFields, { readonly event: 'recordingupdated' }>;
  keyframe: NoSipVerb<NoSipKeyframeFields, { readonly event: 'keyframesent' }>;
  rtp_forward: NoSipVerb<NoSipForwardFields, NoSipForwardResult>;
  stop_rtp_forward: NoSipVerb<{ readonly stream_id: number }, NoSipForwardStoppedResult>;
  listforwarders: NoSipVerb<object, NoSipForwardersResult>;
}>;

/** Which verbs are harmless when they run twice. */
export const NOSIP_VERBS = {
  // Each answer, ours or the peer's, starts a relay of media of its own.
  generate: ASYNC_ONCE,
  process: ASYNC_ONCE,
  // Without a call it does nothing, and is answered all the same.
  hangup: ASYNC,
  // A second start makes a second recording.
  recording: ASYNC_ONCE,
  keyframe: ASYNC,
  // Each run makes forwarders of its own.
  rtp_forward: ASYNC_ONCE,
  // The ids of forwarders are random: 451 the second time.
  stop_rtp_forward: ASYNC,
  listforwarders: ASYNC,
} as const satisfies Readonly<Record<keyof NoSipVerbs, PluginVerbRule>>;
