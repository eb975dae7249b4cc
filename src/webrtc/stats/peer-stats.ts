/** How one media section fared, one way, over the time since the sample before. */
export interface TrackStats {
  /** The media section. */
  readonly mid: string;
  /** Audio or video. */
  readonly kind: string;
  /** `'in'` for what is received, `'out'` for what is sent. */
  readonly direction: 'in' | 'out';
  /** The simulcast layer, where there are some. */
  readonly rid: string | undefined;
  /** Bits per second, without headers. */
  readonly bitrate: number;
  /** Packets in that time. */
  readonly packets: number;
  /** The share of packets that were lost, 0 to 1; of what is sent as the server tells it. */
  readonly loss: number;
  /** The jitter, milliseconds. */
  readonly jitterMs: number | undefined;
  /** The round trip as the server tells it of what is sent, milliseconds. */
  readonly roundTripMs: number | undefined;
  /** The width of the picture. */
  readonly width: number | undefined;
  /** The height of the picture. */
  readonly height: number | undefined;
  /** Frames per second. */
  readonly frameRate: number | undefined;
  /** Frames decoded, or encoded, since the beginning. */
  readonly frames: number | undefined;
  /** How loud it is, 0 to 1. */
  readonly audioLevel: number | undefined;
}

/** A sample of a PeerConnection. */
export interface PeerStats {
  /** When it was taken, epoch milliseconds. */
  readonly at: number;
  /** Since when it counts, epoch milliseconds. */
  readonly since: number;
  /** The round trip of the path that ICE chose, milliseconds. */
  readonly roundTripMs: number | undefined;
  /** What the platform believes it can send, bits per second. */
  readonly availableBitrate: number | undefined;
  /** Each media section, and each of its layers. */
  readonly tracks: readonly TrackStats[];
}
