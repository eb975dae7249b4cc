import type { PluginVerbRule } from '../../handle/plugin.js';
import { ASYNC, SYNC } from '../common/rules.js';
import type { Verb } from '../common/verb.js';
import type {
  ConfiguredReply,
  DoneReply,
  ListReply,
  OkReply,
  PauseReply,
  PlayResult,
  RecordResult,
  StartResult,
  StopResult,
} from './replies.js';
import type { AdminFields, ConfigureFields, PlayFields, RecordFields } from './requests.js';

/** The verbs of the Record&Play plugin, with the fields and answers of each. */
export type RecordPlayVerbs = Readonly<{
  update: Verb<AdminFields, OkReply>;
  list: Verb<AdminFields, ListReply>;
  configure: Verb<ConfigureFields, ConfiguredReply>;
  record: Verb<RecordFields, DoneReply<RecordResult>>;
  play: Verb<PlayFields, DoneReply<PlayResult>>;
  start: Verb<object, DoneReply<StartResult>>;
  stop: Verb<object, DoneReply<StopResult>>;
  pause: Verb<object, PauseReply>;
  resume: Verb<object, PauseReply>;
}>;

/** Which verbs are harmless when they run twice. */
export const RECORDPLAY_VERBS = {
  update: SYNC,
  list: SYNC,
  configure: SYNC,
  // A further offer renegotiates: the recording stays the same.
  record: ASYNC,
  // Brings the same offer.
  play: ASYNC,
  start: ASYNC,
  stop: ASYNC,
  pause: ASYNC,
  resume: ASYNC,
} as const satisfies Readonly<Record<keyof RecordPlayVerbs, PluginVerbRule>>;
