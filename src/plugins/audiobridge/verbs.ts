import type { PluginVerbRule } from '../../handle/plugin.js';
import type { AdminFields, PersonFields, RoomId, SecretFields } from '../common/room-fields.js';
import { ROOM_VERBS, type RoomVerbs } from '../common/room-verbs.js';
import { ASYNC, ASYNC_ONCE, SYNC, SYNC_ONCE } from '../common/rules.js';
import type { Verb } from '../common/verb.js';
import type {
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
  SuccessReply,
} from './replies.js';
import type { ConfigureFields, EnterFields, JoinFields } from './requests.js';
import type {
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

/** What AudioBridge's rooms are like, for the verbs that all rooms have. */
export interface AudioBridgeTypes {
  readonly create: CreateFields;
  readonly edit: EditFields;
  readonly changed: ChangedRoomReply;
  readonly listed: RoomDescription;
  readonly participants: ParticipantsReply;
  readonly kick: PersonFields;
  readonly kicked: SuccessReply;
}

/** The verbs of the AudioBridge plugin, with the fields and answers of each. */
export type AudioBridgeVerbs = RoomVerbs<'audiobridge', AudioBridgeTypes> &
  Readonly<{
    /** Lists where a room is sent to. */
    listforwarders: Verb<
      SecretFields,
      {
        readonly audiobridge: 'forwarders';
        readonly room: RoomId;
        readonly rtp_forwarders: readonly Forwarder[];
      }
    >;
    /** Lists what is played in a room. Since Janus 1.2.4. */
    listannouncements: Verb<
      SecretFields,
      {
        readonly audiobridge: 'announcements';
        readonly room: RoomId;
        readonly announcements: readonly Announcement[];
      }
    >;
    /** Records the mix, or ends that. */
    enable_recording: Verb<RecordingFields, SuccessReply & { readonly record: boolean }>;
    /** Records everybody into a file of their own, or ends that. */
    enable_mjrs: Verb<MjrsFields, SuccessReply & { readonly mjrs: boolean }>;
    /** Mutes somebody; `configure` mutes oneself. */
    mute: Verb<PersonFields, MutedReply>;
    /** Has somebody heard again. */
    unmute: Verb<PersonFields, MutedReply>;
    /** Mutes all who joined without the room's secret. */
    mute_room: Verb<SecretFields, MutedReply>;
    /** Has all heard again who are not muted themselves. */
    unmute_room: Verb<SecretFields, MutedReply>;
    /** Takes noise out of what somebody says. Since Janus 1.2.3. */
    denoise_enable: Verb<PersonFields, MutedReply>;
    /** Ends that. Since Janus 1.2.3. */
    denoise_disable: Verb<PersonFields, MutedReply>;
    /** Puts all out. Since Janus 1.0.3. */
    kick_all: Verb<SecretFields, SuccessReply>;
    /** Has somebody neither hear nor be heard for now. Since Janus 1.2.1. */
    suspend: Verb<SuspendFields, MutedReply>;
    /** Ends that. Since Janus 1.2.1. */
    resume: Verb<ResumeFields, MutedReply>;
    /** Makes the decoder of what one sends anew, when it sounds broken. */
    resetdecoder: Verb<object, SuccessReply>;
    /** Sends the mix elsewhere by plain RTP. */
    rtp_forward: Verb<ForwardFields, ForwardReply>;
    /** Ends that. */
    stop_rtp_forward: Verb<
      SecretFields & AdminFields & { readonly stream_id: number },
      RoomReply & { readonly stream_id: number }
    >;
    /** Plays a file to a room. */
    play_file: Verb<PlayFields, FileReply>;
    /** Asks whether a file is being played. */
    is_playing: Verb<FileFields, FileReply & { readonly playing: boolean }>;
    /** Stops a file. */
    stop_file: Verb<FileFields, FileReply>;
    /** Stops all files. Since Janus 1.3.2. */
    stop_all_files: Verb<
      SecretFields & AdminFields,
      RoomReply & { readonly file_id_list: readonly string[] }
    >;
    /** Goes into a room. */
    join: Verb<JoinFields, JoinedReply>;
    /** Changes how one is heard, or negotiates. */
    configure: Verb<ConfigureFields, ConfiguredReply>;
    /** Goes into another room. */
    changeroom: Verb<EnterFields, RoomChangedReply>;
    /** Leaves the room; the PeerConnection stays. */
    leave: Verb<object, LeftReply>;
    /** Ends the PeerConnection, and with it one's stay in the room. */
    hangup: Verb<object, { readonly audiobridge: 'hangingup' }>;
  }>;

/** What is fixed about them. */
export const AUDIOBRIDGE_VERBS = {
  ...ROOM_VERBS,
  listforwarders: SYNC,
  listannouncements: SYNC,
  // A recording that ended meanwhile would be written over.
  enable_recording: SYNC_ONCE,
  enable_mjrs: SYNC_ONCE,
  mute: SYNC,
  unmute: SYNC,
  mute_room: SYNC,
  unmute_room: SYNC,
  denoise_enable: SYNC,
  denoise_disable: SYNC,
  // They may have come back.
  kick_all: SYNC_ONCE,
  suspend: SYNC,
  resume: SYNC,
  resetdecoder: SYNC,
  // Each run makes a forwarder, or a player, of its own.
  rtp_forward: SYNC_ONCE,
  play_file: SYNC_ONCE,
  // The server gives each forwarder an id of its own.
  stop_rtp_forward: SYNC,
  is_playing: SYNC,
  // A file's id may be the caller's, and in use again.
  stop_file: SYNC_ONCE,
  stop_all_files: SYNC_ONCE,
  // 491 says that the first run did it, its answer being lost; the same of changeroom.
  join: ASYNC,
  // The same settings again; the same offer is answered anew.
  configure: ASYNC,
  changeroom: ASYNC,
  // 487 the second time.
  leave: ASYNC,
  // Another PeerConnection may be up by then.
  hangup: ASYNC_ONCE,
} as const satisfies Readonly<Record<keyof AudioBridgeVerbs, PluginVerbRule>>;
