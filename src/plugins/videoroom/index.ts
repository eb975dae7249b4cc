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
  RoomFields,
  RoomId,
  SecretFields,
  TalkFields,
} from '../common/room-fields.js';
export type { RoomTypes, RoomVerbs } from '../common/room-verbs.js';
export { VIDEOROOM_ERROR } from './errors.js';
export type {
  ForwardFields,
  ForwardReply,
  ForwardedStream,
  Forwarder,
  ForwardersReply,
  PublisherFields,
  StopForwardFields,
  StopForwardReply,
} from './forwarding.js';
export type { Membership } from './membership.js';
export type { Participant, PublishedStream, Publisher } from './participant.js';
export type {
  AddRemoteFields,
  AddRemoteReply,
  PublishRemotelyFields,
  PublishRemotelyReply,
  RemoteFields,
  RemoteReply,
  RemoteStream,
  RemotesReply,
  UpdateRemoteFields,
} from './remotes.js';
export type {
  AttachedReply,
  ConfiguredReply,
  EventReply,
  JoinedReply,
  LeftReply,
  ListedPerson,
  ListedPublisher,
  PausedReply,
  PublishedReply,
  StartedReply,
  SwitchedReply,
  UnpublishedReply,
  UpdatedReply,
} from './replies.js';
export type {
  ConfigureFields,
  DelayWish,
  JoinFields,
  LayerWish,
  PublishFields,
  PublisherSettings,
  StreamRefusal,
  StreamSettings,
  StreamSwitch,
  StreamWish,
  WatchFields,
} from './requests.js';
export type { LayerTold, RoomEvent, StreamsTold, TalkTold } from './room-event.js';
export type { CreateFields, EditFields, ModerateFields, RecordingFields } from './room-fields.js';
export type {
  AllowedReply,
  ChangedRoomReply,
  ExistsReply,
  ListedParticipant,
  ParticipantsReply,
  RecordingReply,
  RoomDescription,
  RoomsReply,
  SuccessReply,
} from './room-replies.js';
export type { Place, RoomEnd } from './room-state.js';
export type { SimulcastStatus, SubscribedStream, SvcStatus } from './streams.js';
export type { VideoRoomVerbs } from './verbs.js';
export { VIDEOROOM_VERBS } from './verbs.js';
export { type VideoRoomHandle, videoRoom } from './videoroom.js';
