import type { RoomId } from '../common/room-fields.js';
import type { ChangedRoom } from '../common/room-verbs.js';
import type { Participant } from './participant.js';

/** The answer that something was done. */
export interface SuccessReply {
  /** Always `'success'`. */
  readonly audiobridge: 'success';
}

/** The same, with the room. */
export interface RoomReply extends SuccessReply {
  /** The room. */
  readonly room: RoomId;
}

/** The answer of `mute`, `unmute`, `mute_room` and `unmute_room`, and of what is like them. */
export interface MutedReply extends SuccessReply {
  /** The room; left out when it was so before. */
  readonly room?: RoomId;
}

/** The answer of `create`, `edit` and `destroy`. */
export type ChangedRoomReply<
  W extends 'created' | 'edited' | 'destroyed' = 'created' | 'edited' | 'destroyed',
> = ChangedRoom<'audiobridge', W>;

/** One room of `list`. */
export interface RoomDescription {
  /** Its id. */
  readonly room: RoomId;
  /** What it is called. */
  readonly description: string;
  /** Whether joining takes a pin. */
  readonly pin_required: boolean;
  /** The mix, Hz. */
  readonly sampling_rate: number;
  /** Whether the mix is stereo. */
  readonly spatial_audio: boolean;
  /** Whether the mix is recorded. */
  readonly record: boolean;
  /** Whether all but those with the secret are muted. */
  readonly muted: boolean;
  /** How many are in it. */
  readonly num_participants: number;
}

/** The answer of `listparticipants`. */
export interface ParticipantsReply {
  /** Always `'participants'`. */
  readonly audiobridge: 'participants';
  /** The room. */
  readonly room: RoomId;
  /** All in it, oneself too. */
  readonly participants: readonly Participant[];
}

/** Where to send what is to be heard, for who joined by plain RTP. */
export interface RtpAddress {
  /** The server's address, `local_ip` in its configuration. */
  readonly ip: string;
  /** The port there. */
  readonly port: number;
  /** The payload type. */
  readonly payload_type: number;
}

/** The answer of `join`. */
export interface JoinedReply {
  /** Always `'joined'`. */
  readonly audiobridge: 'joined';
  /** The room. */
  readonly room: RoomId;
  /** One's own id. */
  readonly id: RoomId;
  /** The others. */
  readonly participants: readonly Participant[];
  /** Told to who joined by plain RTP. */
  readonly rtp?: RtpAddress;
}

/** The answer of `changeroom`. */
export interface RoomChangedReply extends Omit<JoinedReply, 'audiobridge' | 'rtp'> {
  /** Always `'roomchanged'`. */
  readonly audiobridge: 'roomchanged';
}

/** The answer of `configure`; that of an offer, or the offer asked for, is in `jsep`. */
export interface ConfiguredReply {
  /** Always `'event'`. */
  readonly audiobridge: 'event';
  /** Always `'ok'`. */
  readonly result: 'ok';
}

/** The answer of `leave`. */
export interface LeftReply {
  /** Always `'left'`. */
  readonly audiobridge: 'left';
  /** The room. */
  readonly room: RoomId;
  /** One's own id there. */
  readonly id: RoomId;
}

/** The answer of `rtp_forward`. */
export interface ForwardReply extends RoomReply {
  /** The forwarder's id, to stop it by. */
  readonly stream_id: number;
  /** The group in the mix, if one was named. */
  readonly group?: string;
  /** Where it is sent to. */
  readonly host: string;
  /** The port there. */
  readonly port: number;
}

/** One forwarder of `listforwarders`. */
export interface Forwarder {
  /** Its id. */
  readonly stream_id: number;
  /** The group in the mix, if one was named. */
  readonly group?: string;
  /** Where it is sent to. */
  readonly ip: string;
  /** The port there. */
  readonly port: number;
  /** The SSRC. */
  readonly ssrc: number;
  /** The codec. */
  readonly codec: string;
  /** The payload type. */
  readonly ptype: number;
  /** Whether it is SRTP; left out when not. */
  readonly srtp?: boolean;
  /** Whether silence is sent when nobody is there. */
  readonly always_on: boolean;
}

/** The answer about one file. */
export interface FileReply extends RoomReply {
  /** Its id. */
  readonly file_id: string;
}

/** One file of `listannouncements`. */
export interface Announcement {
  /** Its id. */
  readonly file_id: string;
  /** Where it is on the server; left out where there is none. */
  readonly filename?: string;
  /** Whether it has begun. */
  readonly playing: boolean;
  /** Whether it is played again and again. */
  readonly loop: boolean;
}
