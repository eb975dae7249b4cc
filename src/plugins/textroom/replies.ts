import type { RoomId } from '../common/room-fields.js';
import type { AllowedInRoom, ChangedRoom, ListedRooms, RoomExists } from '../common/room-verbs.js';
import type { TextRoomParticipants } from './participants.js';

/** One room of `list`. */
export interface TextRoomDescription {
  /** Its id. */
  readonly room: RoomId;
  /** What it is called. */
  readonly description: string;
  /** Whether joining takes a pin. */
  readonly pin_required: boolean;
  /** How many are in it. */
  readonly num_participants: number;
  /** How many messages it keeps for those who join later. */
  readonly history: number;
}

/** The answer that something was done. */
export interface TextRoomDoneReply {
  /** Always `'success'`. */
  readonly textroom: 'success';
}

/** The answer of `list`. */
export type TextRoomListReply = ListedRooms<'textroom', TextRoomDescription>;

/** The answer of `exists`. */
export type TextRoomExistsReply = RoomExists<'textroom'>;

/** The answer of `create`, `edit` and `destroy`; over the data channel it says `'success'`. */
export type TextRoomChangedReply = ChangedRoom<'textroom', 'created' | 'edited' | 'destroyed' | 'success'>;

/** The answer of `listparticipants`. */
export interface TextRoomParticipantsReply {
  /** `'success'`, since Janus 1.3.2. */
  readonly textroom?: 'success';
  /** The room. */
  readonly room: RoomId;
  /** All in it. */
  readonly participants: TextRoomParticipants;
}

/** The answer of `allowed`. */
export type TextRoomAllowedReply = AllowedInRoom<'textroom'>;

/** The answer of `kick`. */
export interface TextRoomKickReply {
  /** `'success'`, since Janus 1.3.2. */
  readonly textroom?: 'success';
  /** `'success'`, until Janus 1.3.1. */
  readonly textbridge?: 'success';
}

/** The answer of `setup` and `restart`, whose offer is in `jsep`, and of `ack`. */
export interface TextRoomSetupReply {
  /** Always `'event'`. */
  readonly textroom: 'event';
  /** Always `'ok'`. */
  readonly result: 'ok';
}

/** The answer of `join`, over the data channel. */
export interface TextRoomJoinedReply extends TextRoomDoneReply {
  /** Everybody else in the room. */
  readonly participants: TextRoomParticipants;
}

/** The answer of `message`, over the data channel. */
export interface TextRoomSentReply extends TextRoomDoneReply {
  /** With `to` or `tos`: whether each of them is in the room. */
  readonly sent?: Readonly<Record<string, boolean>>;
}
