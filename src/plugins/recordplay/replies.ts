/** One recording of `list`. */
export interface Recording {
  /** Its id. */
  readonly id: number;
  /** What it is called. */
  readonly name: string;
  /** When it was made, the server's local time: `'2014-10-14 17:11:26'`. */
  readonly date: string;
  /** Whether it is left out of lists without the server's key. Since Janus 1.3.1. */
  readonly is_private?: boolean;
  /** Whether it holds audio. */
  readonly audio: boolean;
  /** The audio codec. */
  readonly audio_codec?: string;
  /** Whether the audio is redundant (RED). */
  readonly audio_red?: boolean;
  /** Whether it holds video. */
  readonly video: boolean;
  /** The video codec. */
  readonly video_codec?: string;
  /** Whether it holds messages of data channels. */
  readonly data: boolean;
}

/** The answer of `list`. */
export interface ListReply {
  /** Always `'list'`. */
  readonly recordplay: 'list';
  /** The recordings that are complete. */
  readonly list: readonly Recording[];
}

/** The answer of `update`. */
export interface OkReply {
  /** Always `'ok'`. */
  readonly recordplay: 'ok';
}

/** The answer of `configure`. */
export interface ConfiguredReply {
  /** Always `'configure'`. */
  readonly recordplay: 'configure';
  /** Always `'ok'`. */
  readonly status: 'ok';
  /** What holds now. */
  readonly settings: {
    /** The most the browser shall send, bits per second. */
    readonly 'video-bitrate-max': number;
    /** Milliseconds between two requests for a key frame. */
    readonly 'video-keyframe-interval': number;
  };
}

/** The answer of what concerns the handle's own recording or playing. */
export interface DoneReply<R extends object> {
  /** Always `'event'`. */
  readonly recordplay: 'event';
  /** What came of it. */
  readonly result: R;
}

/** What came of `record`; the answer to the offer is in `jsep`. */
export interface RecordResult {
  /** Always `'recording'`. */
  readonly status: 'recording';
  /** The recording. */
  readonly id: number;
  /** Whether it is private. Since Janus 1.3.1. */
  readonly is_private?: boolean;
}

/** What came of `play`; the offer to answer is in `jsep`. */
export interface PlayResult {
  /** `'restarting'`: the offer restarts ICE. */
  readonly status: 'preparing' | 'restarting';
  /** The recording. */
  readonly id: number;
  /** What is the matter with its files. */
  readonly warning?: string;
}

/** What came of `start`. */
export interface StartResult {
  /** Always `'playing'`. */
  readonly status: 'playing';
}

/** What came of `stop`. */
export interface StopResult {
  /** Always `'stopped'`. */
  readonly status: 'stopped';
  /** The recording; left out when there was nothing to stop. */
  readonly id?: number;
  /** Whether it is private, as 0 or 1. Since Janus 1.3.1. */
  readonly is_private?: number;
}

/** The answer of `pause` and `resume`. */
export interface PauseReply {
  /** Always `'event'`. */
  readonly recordplay: 'event';
  /** What came of it; left out when nothing is recorded or played. */
  readonly result?: {
    /** Which of the two. */
    readonly status: 'paused' | 'resumed';
    /** The recording. */
    readonly id: number;
  };
}
