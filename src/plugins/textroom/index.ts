export type {
  AdminFields as TextRoomListFields,
  AllowedFields as TextRoomAllowedFields,
  ChangeFields,
  DestroyFields as TextRoomDestroyFields,
  MakeFields,
  MakeRoomFields,
  PermanentFields,
  RoomFields as TextRoomFields,
  RoomId as TextRoomId,
  SecretFields as TextRoomSecretFields,
} from '../common/room-fields.js';
export type { RoomTypes, RoomVerbs } from '../common/room-verbs.js';
export type { Verb as TextRoomVerb } from '../common/verb.js';
export { TEXTROOM_ERROR } from './errors.js';
export { type TextRoomFrame, type TextRoomMessage, textRoomFrame, toTextRoomFrame } from './frame.js';
export type { TextRoomMembership } from './membership.js';
export type { TextRoomParticipant, TextRoomParticipants } from './participants.js';
export type {
  TextRoomAllowedReply,
  TextRoomChangedReply,
  TextRoomDescription,
  TextRoomDoneReply,
  TextRoomExistsReply,
  TextRoomJoinedReply,
  TextRoomKickReply,
  TextRoomListReply,
  TextRoomParticipantsReply,
  TextRoomSentReply,
  TextRoomSetupReply,
} from './replies.js';
export type {
  TextRoomAnnouncementFields,
  TextRoomCreateFields,
  TextRoomEditFields,
  TextRoomJoinFields,
  TextRoomKickFields,
  TextRoomMessageFields,
} from './requests.js';
export type { TextRoomState } from './state.js';
export { type TextRoomChannel, type TextRoomTalk, textRoomTalk$ } from './talk.js';
export { type TextRoomHandle, textRoom } from './textroom.js';
export {
  TEXTROOM_VERBS,
  type TextRoomChannelVerbs,
  type TextRoomManagement,
  type TextRoomVerbs,
} from './verbs.js';
