import type { ChangeFields, MakeRoomFields, RoomFields, SecretFields } from '../common/room-fields.js';

/** The fields of `create`; all may be left out. */
export interface TextRoomCreateFields extends MakeRoomFields {
  /** How many messages are kept for those who join later; 0 by default. */
  readonly history?: number;
  /** Where each message is sent by HTTP POST too. */
  readonly post?: string;
}

/** The fields of `edit`; what is left out stays. */
export interface TextRoomEditFields extends SecretFields, ChangeFields {
  /** Where each message is sent by HTTP POST too. */
  readonly new_post?: string;
}

/** The fields of `kick`. */
export interface TextRoomKickFields extends SecretFields {
  /** Whom. */
  readonly username: string;
}

/** The fields of `announcement`. */
export interface TextRoomAnnouncementFields extends SecretFields {
  /** What the room says. */
  readonly text: string;
}

/** The fields of `join`, over the data channel. */
export interface TextRoomJoinFields extends RoomFields {
  /** What to be called by: unique in the room. */
  readonly username: string;
  /** The name to show. */
  readonly display?: string;
  /** The room's pin, if it has one. */
  readonly pin?: string;
  /** The invitation, where the room asks for one. */
  readonly token?: string;
  /** Whether the messages that the room keeps are sent; true by default. */
  readonly history?: boolean;
}

/** The fields of `message`, over the data channel. */
export interface TextRoomMessageFields extends RoomFields {
  /** What to say. */
  readonly text: string;
  /** Whom alone to say it to; everybody by default. Never together with `tos`. */
  readonly to?: string;
  /** The same for several. */
  readonly tos?: readonly string[];
  /** `false` asks for no answer; true by default. */
  readonly ack?: boolean;
}
