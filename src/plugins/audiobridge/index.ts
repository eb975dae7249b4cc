export type { DestinationFields, SrtpFields } from '../common/forward-fields.js';
export type {
  AdminFields,
  AllowedFields,
  ChangeFields,
  DestroyFields,
  MakeFields,
  MakeRoomFields,
  PermanentFields,
  PersonFields,
  PersonFields as ParticipantFields,
  RoomFields,
  RoomId,
  SecretFields,
  TalkFields,
} from '../common/room-fields.js';
export type { RoomTypes, RoomVerbs } from '../common/room-verbs.js';
export { type AudioBridgeHandle, audioBridge } from './audiobridge.js';
export type { BridgeEvent } from './bridge-event.js';
export type { Place, RoomEnd } from './bridge-state.js';
export { AUDIOBRIDGE_ERROR } from './errors.js';
export type { Membership } from './membership.js';
export type { Participant } from './participant.js';
export type {
  Announcement,
  ChangedRoomReply,
  ConfiguredReply,
  FileReply,
  ForwardReply,
  Forwarder,
  JoinedReply,
  LeftReply,
  MutedReply,
  ParticipantsReply,
  RoomChangedReply,
  RoomDescription,
  RoomReply,
  RtpAddress,
  SuccessReply,
} from './replies.js';
export type { ConfigureFields, EnterFields, JoinFields, PlainRtp, VoiceFields } from './requests.js';
export type {
  CreateFields,
  EditFields,
  FileFields,
  ForwardFields,
  MjrsFields,
  PlayFields,
  RecordingFields,
  ResumeFields,
  SuspendFields,
} from './room-requests.js';
export { AUDIOBRIDGE_VERBS, type AudioBridgeVerbs } from './verbs.js';
