import type { MountpointId } from './mountpoint.js';

/** Names a mountpoint. */
export interface IdFields {
  /** The mountpoint. */
  readonly id: MountpointId;
}

/** Names a mountpoint that may only be changed by who knows its secret. */
export interface SecretFields extends IdFields {
  /** Its secret, if it has one. */
  readonly secret?: string;
}

/** What `edit` takes; what is left out stays as it is. */
export interface EditFields extends SecretFields {
  /** What to call it. */
  readonly new_description?: string;
  /** What else to tell those who watch. */
  readonly new_metadata?: string;
  /** Asked of those who change it. */
  readonly new_secret?: string;
  /** Asked of those who watch; empty for none. */
  readonly new_pin?: string;
  /** Whether it is left out of `list`. */
  readonly new_is_private?: boolean;
  /** Whether the change is written into the configuration file; false by default. */
  readonly permanent?: boolean;
  /** Whether viewers are told of new metadata; false by default. */
  readonly edited_event?: boolean;
}

/** What `destroy` takes. */
export interface DestroyFields extends SecretFields {
  /** Whether it is taken out of the configuration file too; false by default. */
  readonly permanent?: boolean;
}

/** What `disable` takes. */
export interface DisableFields extends SecretFields {
  /**
   * Whether its recordings end; true by default. Say false where a stream of an `rtp` mountpoint is not being recorded:
   * Janus 1.1.2 crashes otherwise where it logs at level 4, its default, or above.
   */
  readonly stop_recording?: boolean;
}

/** What `recording` takes: the streams to record, or no longer. Only `rtp` mountpoints can be recorded. */
export type RecordingFields = SecretFields &
  (
    | {
        readonly action: 'start';
        /** Which, and into which files: path and name on the server, without extension. */
        readonly media: readonly { readonly mid: string; readonly filename: string }[];
      }
    | {
        readonly action: 'stop';
        /** Which. */
        readonly media: readonly { readonly mid: string }[];
      }
  );

/** The quality wanted of video that comes in several, or in layers. */
export interface LayerFields {
  /** The simulcast layer wanted, 0 to 2. */
  readonly substream?: number;
  /** The temporal layer of it, 0 to 2. */
  readonly temporal?: number;
  /** Microseconds without a packet until a lower layer is taken; 250,000 by default. */
  readonly fallback?: number;
  /** The spatial layer wanted, 0 or 1, where the codec has layers. */
  readonly spatial_layer?: number;
  /** The temporal layer of it, 0 to 2. */
  readonly temporal_layer?: number;
}

/** What `watch` takes. */
export interface WatchFields extends IdFields, LayerFields {
  /** Its pin, if it has one. */
  readonly pin?: string;
  /** The streams wanted, by mid; all by default. */
  readonly media?: readonly string[];
  /** Asks for an offer that restarts ICE, of what is being watched. */
  readonly restart?: boolean;
}

/** What `configure` takes of one stream; what is left out stays as it is. */
export interface StreamFields extends LayerFields {
  /** Which; all when left out. */
  readonly mid?: string;
  /** Whether it is sent. */
  readonly send?: boolean;
  /** The least playout delay, units of 10 ms, where the mountpoint has `playoutdelay_ext`; -1 for none. */
  readonly min_delay?: number;
  /** The longest playout delay, units of 10 ms; -1 for none. */
  readonly max_delay?: number;
}

/** What `configure` takes. */
export interface ConfigureFields extends StreamFields {
  /** Several streams at once. Since Janus 1.2.0. */
  readonly streams?: readonly (StreamFields & { readonly mid: string })[];
}
