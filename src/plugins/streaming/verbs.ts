import type { PluginVerbRule } from '../../handle/plugin.js';
import { ASYNC, SYNC, SYNC_ONCE } from '../common/rules.js';
import type { Verb } from '../common/verb.js';
import type { CreateFields } from './create.js';
import type {
  ConfigureResult,
  CreatedReply,
  DestroyedReply,
  EditedReply,
  InfoReply,
  KickedAllReply,
  ListReply,
  OkReply,
  PauseResult,
  StartResult,
  StopResult,
  SwitchResult,
  ViewerReply,
  WatchResult,
} from './replies.js';
import type {
  ConfigureFields,
  DestroyFields,
  DisableFields,
  EditFields,
  IdFields,
  RecordingFields,
  SecretFields,
  WatchFields,
} from './requests.js';

/** The verbs of the Streaming plugin, with the fields and answers of each. */
export type StreamingVerbs = Readonly<{
  /** With the `admin_key` private ones too. */
  list: Verb<{ readonly admin_key?: string }, ListReply>;
  info: Verb<SecretFields, InfoReply>;
  create: Verb<CreateFields, CreatedReply>;
  edit: Verb<EditFields, EditedReply>;
  destroy: Verb<DestroyFields, DestroyedReply>;
  enable: Verb<SecretFields, OkReply>;
  disable: Verb<DisableFields, OkReply>;
  recording: Verb<RecordingFields, OkReply>;
  kick_all: Verb<SecretFields, KickedAllReply>;
  watch: Verb<WatchFields, ViewerReply<WatchResult>>;
  start: Verb<object, ViewerReply<StartResult>>;
  pause: Verb<object, ViewerReply<PauseResult>>;
  configure: Verb<ConfigureFields, ViewerReply<ConfigureResult>>;
  switch: Verb<IdFields, ViewerReply<SwitchResult>>;
  stop: Verb<object, ViewerReply<StopResult>>;
}>;

/** Which verbs are harmless when they run twice. Where the second run is refused, its code says what the first did. */
export const STREAMING_VERBS = {
  list: SYNC,
  info: SYNC,
  // Without an id there would be two mountpoints.
  create: SYNC_ONCE,
  // A new secret would have the second run refused, as if the first had never been.
  edit: SYNC_ONCE,
  // Somebody may have made the mountpoint anew.
  destroy: SYNC_ONCE,
  enable: SYNC,
  // It would end a recording that began meanwhile.
  disable: SYNC_ONCE,
  // A second start is refused as if the first had never been.
  recording: SYNC_ONCE,
  // They may have come back.
  kick_all: SYNC_ONCE,
  // 460 the second time: the first one ran, its offer being lost.
  watch: ASYNC,
  start: ASYNC,
  pause: ASYNC,
  configure: ASYNC,
  // To where it is already.
  switch: ASYNC,
  // Stopped already it may not be answered: a late error is less than a stream that is never stopped.
  stop: ASYNC,
} as const satisfies Readonly<Record<keyof StreamingVerbs, PluginVerbRule>>;
