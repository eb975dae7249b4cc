import type { PluginVerbRule } from '../../handle/plugin.js';
import type { PersonFields, SecretFields } from '../common/room-fields.js';
import { ROOM_VERBS, type RoomVerbs } from '../common/room-verbs.js';
import { ASYNC, ASYNC_ONCE, SYNC, SYNC_ONCE } from '../common/rules.js';
import type { Verb } from '../common/verb.js';
import type {
  ForwardFields,
  ForwardReply,
  ForwardersReply,
  PublisherFields,
  StopForwardFields,
  StopForwardReply,
} from './forwarding.js';
import type {
  AddRemoteFields,
  AddRemoteReply,
  PublishRemotelyFields,
  PublishRemotelyReply,
  RemoteFields,
  RemoteReply,
  RemotesReply,
  UpdateRemoteFields,
} from './remotes.js';
import type {
  AttachedReply,
  ConfiguredReply,
  JoinedReply,
  LeftReply,
  PausedReply,
  StartedReply,
  SwitchedReply,
  UnpublishedReply,
  UpdatedReply,
} from './replies.js';
import type {
  ConfigureFields,
  JoinFields,
  PublishFields,
  StreamRefusal,
  StreamSwitch,
  StreamWish,
  WatchFields,
} from './requests.js';
import type { CreateFields, EditFields, ModerateFields, RecordingFields } from './room-fields.js';
import type {
  ChangedRoomReply,
  ParticipantsReply,
  RecordingReply,
  RoomDescription,
  SuccessReply,
} from './room-replies.js';

/** What VideoRoom's rooms are like, for the verbs that all rooms have. */
export interface VideoRoomTypes {
  readonly create: CreateFields;
  readonly edit: EditFields;
  readonly changed: ChangedRoomReply;
  readonly listed: RoomDescription;
  readonly participants: ParticipantsReply;
  readonly kick: PersonFields;
  readonly kicked: SuccessReply;
}

/** The verbs of the VideoRoom plugin, with the fields and answers of each. */
export type VideoRoomVerbs = RoomVerbs<'videoroom', VideoRoomTypes> &
  Readonly<{
    /** Lists what is forwarded. */
    listforwarders: Verb<SecretFields, ForwardersReply>;
    /** Lists the servers that a publisher's media is sent to. */
    listremotes: Verb<PublisherFields, RemotesReply>;
    /** Mutes a stream of somebody's for all. */
    moderate: Verb<ModerateFields, SuccessReply>;
    /** Records all who publish, or none. */
    enable_recording: Verb<RecordingFields, RecordingReply>;
    /** Joins, as a publisher or a subscriber. */
    join: Verb<
      ({ readonly ptype: 'publisher' } & JoinFields) | ({ readonly ptype: 'subscriber' } & WatchFields),
      JoinedReply | AttachedReply
    >;
    /** Joins as a publisher and publishes at once. */
    joinandconfigure: Verb<{ readonly ptype: 'publisher' } & JoinFields & PublishFields, JoinedReply>;
    /** Publishes; the offer goes along. */
    publish: Verb<PublishFields, ConfiguredReply>;
    /** Stops publishing. */
    unpublish: Verb<object, UnpublishedReply>;
    /** Changes what is published, or how it is received. */
    configure: Verb<ConfigureFields, ConfiguredReply>;
    /** Leaves the room, or ends the subscription. */
    leave: Verb<object, LeftReply>;
    /** Answers an offer, or goes on after `pause`. */
    start: Verb<object, StartedReply>;
    /** Has nothing sent for a while. */
    pause: Verb<object, PausedReply>;
    /** Gets other streams in the place of some, without a renegotiation. */
    switch: Verb<{ readonly streams: readonly StreamSwitch[] }, SwitchedReply>;
    /** Subscribes to more. */
    subscribe: Verb<{ readonly streams: readonly StreamWish[] }, UpdatedReply>;
    /** Unsubscribes from some. */
    unsubscribe: Verb<{ readonly streams: readonly StreamRefusal[] }, UpdatedReply>;
    /** Both at once. Since Janus 1.0.2. */
    update: Verb<
      { readonly subscribe?: readonly StreamWish[]; readonly unsubscribe?: readonly StreamRefusal[] },
      UpdatedReply
    >;
    /** Sends a publisher's media elsewhere, as plain RTP. */
    rtp_forward: Verb<ForwardFields, ForwardReply>;
    /** Ends that. */
    stop_rtp_forward: Verb<StopForwardFields, StopForwardReply>;
    /** Sends a publisher's media to a room of another server. Since Janus 1.1.0, as all of these. */
    publish_remotely: Verb<PublishRemotelyFields, PublishRemotelyReply>;
    /** Ends that. */
    unpublish_remotely: Verb<RemoteFields, RemoteReply>;
    /** Has a publisher of another server in a room. */
    add_remote_publisher: Verb<AddRemoteFields, AddRemoteReply>;
    /** Tells what has changed of them. */
    update_remote_publisher: Verb<UpdateRemoteFields, SuccessReply>;
    /** Ends that. */
    remove_remote_publisher: Verb<PersonFields, SuccessReply>;
  }>;

/** What is fixed about them. */
export const VIDEOROOM_VERBS = {
  ...ROOM_VERBS,
  listforwarders: SYNC,
  listremotes: SYNC,
  moderate: SYNC,
  enable_recording: SYNC,
  // A handle joins once: 425 says that the first run did, its answer being lost.
  join: ASYNC,
  joinandconfigure: ASYNC,
  // The same offer before the media is up is answered anew, and changes nothing else.
  publish: ASYNC,
  // 435 the second time.
  unpublish: ASYNC,
  configure: ASYNC,
  // A publisher gets 426 the second time, a subscriber the same answer.
  leave: ASYNC,
  start: ASYNC,
  pause: ASYNC,
  // Names both ends: the same change again changes nothing.
  switch: ASYNC,
  // The same stream again is a second m-line.
  subscribe: ASYNC_ONCE,
  // An m-line may carry another stream by then.
  unsubscribe: ASYNC_ONCE,
  update: ASYNC_ONCE,
  // Each run makes a forwarder, or a publisher, of its own.
  rtp_forward: SYNC_ONCE,
  add_remote_publisher: SYNC_ONCE,
  // The ids are the caller's, and may be in use again.
  publish_remotely: SYNC_ONCE,
  unpublish_remotely: SYNC_ONCE,
  remove_remote_publisher: SYNC_ONCE,
  // The server gives each forwarder an id of its own.
  stop_rtp_forward: SYNC,
  update_remote_publisher: SYNC,
} as const satisfies Readonly<Record<keyof VideoRoomVerbs, PluginVerbRule>>;
