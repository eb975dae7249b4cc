/** What `list` and `update` take. */
export interface AdminFields {
  /** The server's own key, if it has one: `update` needs it, `list` tells private recordings with it. Since Janus 1.3.1. */
  readonly admin_key?: string;
}

/** What `configure` takes; what is left out stays as it is. */
export interface ConfigureFields {
  /** The most the browser shall send, bits per second; 1,048,576 at first. */
  readonly 'video-bitrate-max'?: number;
  /** Milliseconds between two requests for a key frame; 15,000 at first. */
  readonly 'video-keyframe-interval'?: number;
}

/** What `record` takes beside the offer. */
export interface RecordFields {
  /** What to call the recording. */
  readonly name: string;
  /** Its id; the server chooses one when left out. */
  readonly id?: number;
  /** The name of its files, without what tells the media and extension; made from the id when left out. */
  readonly filename?: string;
  /** The audio codec preferred among those offered. */
  readonly audiocodec?: string;
  /** The video codec preferred among those offered. */
  readonly videocodec?: string;
  /** The profile of VP9 or H.264: `'2'` or `'42e01f'` for example. */
  readonly videoprofile?: string;
  /** Whether redundant audio (RED) is accepted; false by default. */
  readonly opusred?: boolean;
  /** Whether data channels carry text; true by default. */
  readonly textdata?: boolean;
  /** Whether it is left out of `list`; as configured by default. Since Janus 1.3.1. */
  readonly is_private?: boolean;
  /** Whether the offer restarts ICE; it goes on with the recording then, as every further offer does. */
  readonly update?: boolean;
}

/** What `play` takes. */
export interface PlayFields {
  /** Which recording. */
  readonly id: number;
  /** Asks for an offer that restarts ICE, of what is being played. */
  readonly restart?: boolean;
}
