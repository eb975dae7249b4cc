import type { DestinationFields } from '../common/forward-fields.js';
import type {
  AdminFields,
  ChangeFields,
  MakeRoomFields,
  PersonFields,
  SecretFields,
  TalkFields,
} from '../common/room-fields.js';

/** What `create` takes. */
export interface CreateFields extends MakeRoomFields, TalkFields {
  /** The mix, Hz: 8,000, 12,000, 16,000 (the default), 24,000 or 48,000. */
  readonly sampling_rate?: number;
  /** Whether the mix is stereo, with everybody in a place of their own; false by default. */
  readonly spatial_audio?: boolean;
  /** How many packets are waited for before somebody is heard, at most 50; 6 by default. Until Janus 1.1. */
  readonly default_prebuffering?: number;
  /** The percentage of packets that may get lost, for error correction, at most 20; 0 by default. */
  readonly default_expectedloss?: number;
  /** What is sent to each, bits per second, 500 to 512,000; left to Opus by default. */
  readonly default_bitrate?: number;
  /** Whether noise is taken out; false by default. Since Janus 1.2.3. */
  readonly denoise?: boolean;
  /** Whether the mix is recorded from the start; false by default. */
  readonly record?: boolean;
  /** The file of that recording on the server, with `.wav`. */
  readonly record_file?: string;
  /** The folder of that recording. */
  readonly record_dir?: string;
  /** Whether everybody is recorded into a file of their own; false by default. */
  readonly mjrs?: boolean;
  /** The folder of those recordings. */
  readonly mjrs_dir?: string;
  /** Whether one may join by plain RTP; false by default. */
  readonly allow_rtp_participants?: boolean;
  /** Names of groups that forwarders may pick. */
  readonly groups?: readonly string[];
}

/** What `edit` takes; what is left out stays as it is. */
export interface EditFields extends SecretFields, ChangeFields {
  /** The folder of recordings of the mix. */
  readonly new_record_dir?: string;
  /** The folder of everybody's own recordings. */
  readonly new_mjrs_dir?: string;
}

/** What `enable_recording` takes. */
export interface RecordingFields extends SecretFields {
  /** Whether the mix is recorded. */
  readonly record: boolean;
  /** The file on the server, with `.wav`. */
  readonly record_file?: string;
  /** Its folder. */
  readonly record_dir?: string;
}

/** What `enable_mjrs` takes. */
export interface MjrsFields extends SecretFields {
  /** Whether everybody is recorded into a file of their own. */
  readonly mjrs: boolean;
  /** The folder on the server. */
  readonly mjrs_dir?: string;
}

/** What `rtp_forward` takes: where the mix is sent to, and what is in it. */
export interface ForwardFields extends SecretFields, DestinationFields, AdminFields {
  /** Only these participants are in the mix; all by default. */
  readonly group?: string;
  /** The SSRC; the forwarder's id by default. */
  readonly ssrc?: number;
  /** The codec: `'opus'` by default. */
  readonly codec?: 'opus' | 'pcma' | 'pcmu';
  /** The payload type of Opus; 100 by default. */
  readonly ptype?: number;
  /** Whether silence is sent when nobody is there; false by default. */
  readonly always_on?: boolean;
}

/** What `play_file` takes. */
export interface PlayFields extends SecretFields, AdminFields {
  /** The file on the server: Opus in Ogg. */
  readonly filename: string;
  /** The id to stop it by; the server chooses one when left out. */
  readonly file_id?: string;
  /** Whether it is played again and again; false by default. */
  readonly loop?: boolean;
  /** The group that hears it, in rooms with groups. */
  readonly group?: string;
}

/** Names a file that is being played. */
export interface FileFields extends SecretFields, AdminFields {
  /** Its id. */
  readonly file_id: string;
}

/** What `suspend` takes. Since Janus 1.2.1. */
export interface SuspendFields extends PersonFields {
  /** Whether they are told nothing meanwhile; false by default. */
  readonly pause_events?: boolean;
  /** Whether their recording ends; false by default. */
  readonly stop_record?: boolean;
}

/** What `resume` takes. Since Janus 1.2.1. */
export interface ResumeFields extends PersonFields {
  /** Whether they are recorded from now on; false by default. */
  readonly record?: boolean;
  /** The name of the recording on the server, without `-audio.mjr`. */
  readonly filename?: string;
}
