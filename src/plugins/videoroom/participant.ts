import { type RoomId, isRoomId } from '../common/room-fields.js';

export type { RoomId } from '../common/room-fields.js';

/** One stream of a publisher. */
export interface PublishedStream {
  /** What it carries. */
  readonly type: 'audio' | 'video' | 'data';
  /** Its m-line in the publisher's session description, from 0. */
  readonly mindex: number;
  /** Its mid: what subscriptions name it by. */
  readonly mid: string;
  /** Nobody can subscribe to it now; the rest is left out then. */
  readonly disabled?: boolean;
  /** `'opus'` or `'vp8'` for example. */
  readonly codec?: string;
  /** The publisher's own words about it. */
  readonly description?: string;
  /** A moderator has muted it, or not any more; a change during a gap is not known before the publisher's next one. */
  readonly moderated?: boolean;
  /** It comes in several qualities. */
  readonly simulcast?: boolean;
  /** It comes in layers. */
  readonly svc?: boolean;
  /** Opus with two channels. */
  readonly stereo?: boolean;
  /** Opus with forward error correction. */
  readonly fec?: boolean;
  /** Opus that pauses in silence. */
  readonly dtx?: boolean;
  /** The profile of H.264. */
  readonly h264_profile?: string;
  /** The profile of VP9. */
  readonly vp9_profile?: string;
  /** Its speaker is talking; told where the room measures audio levels. */
  readonly talking?: boolean;
}

/** Somebody else in the room. */
export interface Participant {
  /** Their id: what `kick` and subscriptions name them by. */
  readonly id: RoomId;
  /** The name to show, if they gave one. */
  readonly display?: string;
  /** What else they told of themselves; since Janus 1.3.0. */
  readonly metadata?: unknown;
  /** A placeholder of the server's, nobody real. */
  readonly dummy?: boolean;
  /** Their media comes from another server; told by lists of participants alone. */
  readonly remote?: boolean;
  /** Whether their media is up, so that others can subscribe to it. */
  readonly publishing: boolean;
  /**
   * What they publish; left out where the server did not tell, as of those who began during a gap: subscribing to the
   * feed without a `mid` takes all of it, and tells.
   */
  readonly streams?: readonly PublishedStream[] | undefined;
  /**
   * True after a gap: `streams` is what was told before it. Lists of participants are silent about streams, so that who
   * published anew in the gap, or was muted by a moderator, cannot be told; their next change is told whole.
   */
  readonly stale?: boolean | undefined;
  /** Whether they are talking; told where the room measures audio levels. */
  readonly talking?: boolean;
}

/** A participant whose media is up. */
export interface Publisher extends Participant {
  /** Always true. */
  readonly publishing: true;
}

interface Told {
  readonly id: RoomId;
  readonly publisher?: boolean;
  readonly audio_codec?: unknown;
  readonly video_codec?: unknown;
}

/**
 * A list of the server's, or one of them; what is neither counts as nobody. What a later server adds is kept.
 *
 * @param publishing - What a list of publishers alone says of all in it.
 */
export const toParticipants = (told: unknown, publishing?: boolean): readonly Participant[] =>
  [told].flat().flatMap((one) => {
    const {
      publisher = false,
      // Of the first stream alone: the streams tell it of each.
      audio_codec: _audio,
      video_codec: _video,
      ...rest
    } = (one ?? {}) as Told;
    return isRoomId(rest.id) ? { ...rest, publishing: publishing ?? publisher } : [];
  });

/** Somebody by their id. */
export const find = (all: readonly Participant[], id: RoomId): Participant | undefined =>
  all.find((one) => one.id === id);
