import type {
  ChangeFields,
  MakeRoomFields,
  PersonFields,
  SecretFields,
  TalkFields,
} from '../common/room-fields.js';

/** What `moderate` takes. */
export interface ModerateFields extends PersonFields {
  /** Which of their streams. */
  readonly mid: string;
  /** Whether it is muted for all. */
  readonly mute: boolean;
}

/** What `enable_recording` takes. */
export interface RecordingFields extends SecretFields {
  /** Whether all who publish are recorded. */
  readonly record: boolean;
}

/** What a room is made with; what is left out is as the server has it. */
export interface CreateFields extends MakeRoomFields, TalkFields {
  /** Whether joining takes a token that the server's secret has signed for this room; false by default. */
  readonly signed_tokens?: boolean;
  /** Whether subscribers must bring a `private_id`; false by default. */
  readonly require_pvtid?: boolean;
  /** Whether all media must be encrypted from end to end; false by default. */
  readonly require_e2ee?: boolean;
  /** Whether all are told who joins, not only who publishes; false by default. */
  readonly notify_joining?: boolean;
  /** How many may publish at once; 3 by default. */
  readonly publishers?: number;
  /** The most each publisher shall send, bits per second; 0, the default, for no limit. */
  readonly bitrate?: number;
  /** Whether no publisher may ask for more than that; false by default. */
  readonly bitrate_cap?: boolean;
  /** Seconds between two requests for a key frame; 0, the default, for none. */
  readonly fir_freq?: number;
  /** The audio codecs, in order of preference: `'opus,pcmu'`; `'opus'` by default. */
  readonly audiocodec?: string;
  /** The video codecs, in order of preference: `'vp8,h264'`; `'vp8'` by default. */
  readonly videocodec?: string;
  /** The profile of VP9 to prefer: `'2'`. */
  readonly vp9_profile?: string;
  /** The profile of H.264 to prefer: `'42e01f'`. */
  readonly h264_profile?: string;
  /** Opus: forward error correction; true by default. */
  readonly opus_fec?: boolean;
  /** Opus: pauses in silence; false by default. */
  readonly opus_dtx?: boolean;
  /** VP9 in layers; false by default. Until Janus 1.1.3, later servers see by themselves. */
  readonly video_svc?: boolean;
  /** Whether the orientation of video is told in RTP; true by default. */
  readonly videoorient_ext?: boolean;
  /** Whether the delay to play with is told in RTP; true by default. */
  readonly playoutdelay_ext?: boolean;
  /** Whether congestion control goes by transport-wide numbers; true by default. */
  readonly transport_wide_cc_ext?: boolean;
  /** Whether all who publish are recorded; false by default. */
  readonly record?: boolean;
  /** The folder of the recordings on the server. */
  readonly rec_dir?: string;
  /** Whether recording is changed by who knows the secret alone; false by default. */
  readonly lock_record?: boolean;
  /** Whether a placeholder publishes every codec of the room, so that m-lines can be had in advance; false by default. */
  readonly dummy_publisher?: boolean;
  /** What the placeholder publishes; every codec by default. */
  readonly dummy_streams?: readonly { readonly codec: string; readonly fmtp?: string }[];
  /** Whether the placeholder counts as encrypted from end to end; since Janus 1.3.2. */
  readonly dummy_e2ee?: boolean;
  /** Threads that help to relay; 0 by default. Since Janus 1.2.3. */
  readonly threads?: number;
}

/** What of a room can be changed; what is left out stays as it is. */
export interface EditFields extends SecretFields, ChangeFields {
  /** Whether subscribers must bring a `private_id`. */
  readonly new_require_pvtid?: boolean;
  /** The most each publisher shall send, bits per second. */
  readonly new_bitrate?: number;
  /** Seconds between two requests for a key frame. */
  readonly new_fir_freq?: number;
  /** How many may publish at once. */
  readonly new_publishers?: number;
  /** Whether recording is changed by who knows the secret alone. */
  readonly new_lock_record?: boolean;
  /** The folder of the recordings to come. */
  readonly new_rec_dir?: string;
}
