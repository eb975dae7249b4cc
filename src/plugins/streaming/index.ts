export type {
  CreateFields,
  FileFields,
  LiveMountpoint,
  MountpointFields,
  OnDemandMountpoint,
  RtpAudio,
  RtpData,
  RtpMediaFields,
  RtpMountpoint,
  RtpStreamFields,
  RtpVideo,
  RtspMountpoint,
} from './create.js';
export { STREAMING_ERROR } from './errors.js';
export type { MediaType, Mountpoint, MountpointId, MountpointMedia } from './mountpoint.js';
export type {
  ConfigureResult,
  CreatedPort,
  CreatedReply,
  DestroyedReply,
  EditedReply,
  InfoReply,
  KickedAllReply,
  ListReply,
  ListedMedia,
  ListedMountpoint,
  MediaInfo,
  MountpointInfo,
  OkReply,
  PauseResult,
  StartResult,
  StopResult,
  SwitchResult,
  ViewerReply,
  WatchResult,
} from './replies.js';
export type {
  ConfigureFields,
  DestroyFields,
  DisableFields,
  EditFields,
  IdFields,
  LayerFields,
  RecordingFields,
  SecretFields,
  StreamFields,
  WatchFields,
} from './requests.js';
export type { StreamEnd, StreamStatus, StreamingState } from './state.js';
export type { StreamingEvent } from './streaming-event.js';
export { type StreamingHandle, streaming } from './streaming.js';
export { STREAMING_VERBS, type StreamingVerbs } from './verbs.js';
