import type { PluginVerbRule } from '../../handle/plugin.js';
import type { RoomFields } from '../common/room-fields.js';
import { ROOM_VERBS, type RoomVerbs } from '../common/room-verbs.js';
import { ASYNC, SYNC_ONCE } from '../common/rules.js';
import type { Verb } from '../common/verb.js';
import type {
  TextRoomChangedReply,
  TextRoomDescription,
  TextRoomDoneReply,
  TextRoomJoinedReply,
  TextRoomKickReply,
  TextRoomParticipantsReply,
  TextRoomSentReply,
  TextRoomSetupReply,
} from './replies.js';
import type {
  TextRoomAnnouncementFields,
  TextRoomCreateFields,
  TextRoomEditFields,
  TextRoomJoinFields,
  TextRoomKickFields,
  TextRoomMessageFields,
} from './requests.js';

/** What TextRoom's rooms are like, for the verbs that all rooms have. */
export interface TextRoomTypes {
  readonly create: TextRoomCreateFields;
  readonly edit: TextRoomEditFields;
  readonly changed: TextRoomChangedReply;
  readonly listed: TextRoomDescription;
  readonly participants: TextRoomParticipantsReply;
  readonly kick: TextRoomKickFields;
  readonly kicked: TextRoomKickReply;
}

/** The verbs that manage rooms, over the API and over the data channel. */
export type TextRoomManagement = RoomVerbs<'textroom', TextRoomTypes> &
  Readonly<{
    /** Has the room itself say something. */
    announcement: Verb<TextRoomAnnouncementFields, TextRoomDoneReply>;
  }>;

/** The verbs of the TextRoom plugin over the API. */
export type TextRoomVerbs = TextRoomManagement &
  Readonly<{
    /** Asks for the PeerConnection of the data channel; the offer comes as `jsep`. */
    setup: Verb<object, TextRoomSetupReply>;
    /** Answers that offer; the answer goes along. */
    ack: Verb<object, TextRoomSetupReply>;
    /** Restarts ICE; the offer comes as `jsep`. */
    restart: Verb<object, TextRoomSetupReply>;
  }>;

/** The verbs of the TextRoom plugin over its data channel: one is in a room, and talks, there alone. */
export type TextRoomChannelVerbs = TextRoomManagement &
  Readonly<{
    /** Goes into a room. */
    join: Verb<TextRoomJoinFields, TextRoomJoinedReply>;
    /** Leaves a room. */
    leave: Verb<RoomFields, TextRoomDoneReply>;
    /** Says something, to all or to a few. */
    message: Verb<TextRoomMessageFields, TextRoomSentReply>;
  }>;

/** What is fixed about the verbs over the API. */
export const TEXTROOM_VERBS = {
  ...ROOM_VERBS,
  // It would be heard twice.
  announcement: SYNC_ONCE,
  // 416 says that the first run did, its offer being lost: `restart` gives another one.
  setup: ASYNC,
  ack: ASYNC,
  // Each offer takes the place of the one before.
  restart: ASYNC,
} as const satisfies Readonly<Record<keyof TextRoomVerbs, PluginVerbRule>>;
