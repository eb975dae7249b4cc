/** A videoroom that exists from the start. */
export interface VideoRoomConfig {
  /** A number, or a string on a server with string ids. */
  readonly room: number | string;
  /** A name to show. */
  readonly description?: string;
  /** Needed to edit, destroy, kick and the like. */
  readonly secret?: string;
  /** Needed to join. */
  readonly pin?: string;
  /** How many may publish at the same time; default 3. */
  readonly publishers?: number;
  /** Highest video bitrate of a publisher in bit/s; default 0, no limit. */
  readonly bitrate?: number;
  /** Whether the room is left out of `list`. */
  readonly isPrivate?: boolean;
  /** Whether everybody in the room is told who joins it, not only who publishes. */
  readonly notifyJoining?: boolean;
  /** Whether a subscriber must bring the `private_id` of somebody in the room. */
  readonly requirePrivateId?: boolean;
  /** Video codecs in order of preference; default vp8. */
  readonly videoCodec?: string;
  /** Whether VP9 is published in layers. */
  readonly videoSvc?: boolean;
  /** Seconds between requests for a key frame; default 0, none. */
  readonly firFrequency?: number;
}

/** The rooms of the server's sample configuration. */
export const SAMPLE_ROOMS: readonly VideoRoomConfig[] = [
  {
    room: 1234,
    description: 'Demo Room',
    secret: 'adminpwd',
    publishers: 6,
    bitrate: 128_000,
    firFrequency: 10,
  },
  {
    room: 5678,
    description: 'VP9-SVC Demo Room',
    secret: 'adminpwd',
    publishers: 6,
    bitrate: 512_000,
    firFrequency: 10,
    videoCodec: 'vp9',
    videoSvc: true,
  },
];
