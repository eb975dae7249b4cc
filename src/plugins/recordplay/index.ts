export { RECORDPLAY_ERROR } from './errors.js';
export type { RecordPlayEvent } from './recordplay-event.js';
export { type RecordPlayHandle, recordPlay } from './recordplay.js';
export type {
  ConfiguredReply,
  DoneReply,
  ListReply,
  OkReply,
  PauseReply,
  PlayResult,
  RecordResult,
  Recording,
  StartResult,
  StopResult,
} from './replies.js';
export type { AdminFields, ConfigureFields, PlayFields, RecordFields } from './requests.js';
export type { RecordPlayState } from './state.js';
export { RECORDPLAY_VERBS, type RecordPlayVerbs } from './verbs.js';
