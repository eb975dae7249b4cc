import type { RoomId } from '../common/room-fields.js';
import type { AllowedInRoom, ChangedRoom, ListedRooms, RoomExists } from '../common/room-verbs.js';
import type { ListedPerson } from './replies.js';

/** The answer that something was done. */
export interface SuccessReply {
  /** Always `'success'`. */
  readonly videoroom: 'success';
}

/** The answer of `create`, `edit` and `destroy`. */
export type ChangedRoomReply = ChangedRoom<'videoroom'>;

/** The answer of `exists`. */
export type ExistsReply = RoomExists<'videoroom'>;

/** The answer of `allowed`. */
export type AllowedReply = AllowedInRoom<'videoroom'>;

/** The answer of `enable_recording`. */
export interface RecordingReply extends SuccessReply {
  /** Whether all who publish are recorded now. */
  readonly record: boolean;
}

/** Somebody of `listparticipants`. */
export interface ListedParticipant extends ListedPerson {
  /** A placeholder of the server's, nobody real. */
  readonly dummy?: boolean;
  /** Their media comes from another server. */
  readonly remote?: boolean;
  /** Whether their media is up. */
  readonly publisher: boolean;
  /** Whether they are talking; told where the room measures audio levels. */
  readonly talking?: boolean;
}

/** The answer of `listparticipants`. */
export interface ParticipantsReply {
  /** Always `'participants'`. */
  readonly videoroom: 'participants';
  /** The room. */
  readonly room: RoomId;
  /** All in it, oneself too; subscribers are in no list. */
  readonly participants: readonly ListedParticipant[];
}

/** One room of `list`. */
export interface RoomDescription {
  /** Its id. */
  readonly room: RoomId;
  /** What it is called. */
  readonly description: string;
  /** Whether joining takes a pin. */
  readonly pin_required: boolean;
  /** Whether it is listed for who knows the server's key alone. */
  readonly is_private: boolean;
  /** How many may publish at once. */
  readonly max_publishers: number;
  /** The most each publisher shall send, bits per second; 0 for no limit. */
  readonly bitrate: number;
  /** Whether no publisher may ask for more than that. */
  readonly bitrate_cap?: boolean;
  /** Seconds between two requests for a key frame; 0 for none. */
  readonly fir_freq: number;
  /** Whether subscribers must bring a `private_id`. */
  readonly require_pvtid: boolean;
  /** Whether all media must be encrypted from end to end. */
  readonly require_e2ee: boolean;
  /** Whether a placeholder publishes every codec. */
  readonly dummy_publisher: boolean;
  /** Whether all are told who joins. */
  readonly notify_joining: boolean;
  /** The audio codecs, in order of preference. */
  readonly audiocodec: string;
  /** The video codecs, in order of preference. */
  readonly videocodec: string;
  /** Opus: forward error correction. */
  readonly opus_fec?: boolean;
  /** Opus: pauses in silence. */
  readonly opus_dtx?: boolean;
  /** VP9 in layers; until Janus 1.1.3. */
  readonly video_svc?: boolean;
  /** Whether all who publish are recorded. */
  readonly record: boolean;
  /** The folder of the recordings on the server. */
  readonly rec_dir?: string;
  /** Whether recording is changed by who knows the secret alone. */
  readonly lock_record: boolean;
  /** How many are in it; subscribers do not count. */
  readonly num_participants: number;
  /** Whether publishers tell their audio levels in RTP. */
  readonly audiolevel_ext: boolean;
  /** Whether all are told who talks. */
  readonly audiolevel_event: boolean;
  /** How many packets of audio a level is the average of. */
  readonly audio_active_packets?: number;
  /** How loud counts as talking, dBov without its sign. */
  readonly audio_level_average?: number;
  /** Whether the orientation of video is told in RTP. */
  readonly videoorient_ext: boolean;
  /** Whether the delay to play with is told in RTP. */
  readonly playoutdelay_ext: boolean;
  /** Whether congestion control goes by transport-wide numbers. */
  readonly transport_wide_cc_ext: boolean;
}

/** The answer of `list`. */
export type RoomsReply = ListedRooms<'videoroom', RoomDescription>;
