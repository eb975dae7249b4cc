import type { RoomId } from '../common/room-fields.js';
import type { PublishedStream } from './participant.js';
import type { SubscribedStream } from './streams.js';

/** Somebody in the room, as the server lists them. */
export interface ListedPerson {
  /** Their id. */
  readonly id: RoomId;
  /** The name to show, if they gave one. */
  readonly display?: string;
  /** What else they told of themselves; since Janus 1.3.0. */
  readonly metadata?: unknown;
}

/** Somebody who publishes. */
export interface ListedPublisher extends ListedPerson {
  /** A placeholder of the server's, nobody real. */
  readonly dummy?: boolean;
  /** The codec of the first audio; deprecated, the streams tell it. */
  readonly audio_codec?: string;
  /** The codec of the first video; deprecated, the streams tell it. */
  readonly video_codec?: string;
  /** What they publish. */
  readonly streams: readonly PublishedStream[];
  /** Whether they are talking; told where the room measures audio levels. */
  readonly talking?: boolean;
}

/** What is published, where an offer came; the answer to it is in `jsep`. */
export interface PublishedReply {
  /** The streams, as the others are told of them. */
  readonly streams?: readonly PublishedStream[];
  /** The codec of the first audio; deprecated, the streams tell it. */
  readonly audio_codec?: string;
  /** The codec of the first video; deprecated, the streams tell it. */
  readonly video_codec?: string;
}

/** The answer of joining as a publisher. */
export interface JoinedReply extends PublishedReply {
  /** Always `'joined'`. */
  readonly videoroom: 'joined';
  /** The room. */
  readonly room: RoomId;
  /** What it is called. */
  readonly description: string;
  /** One's own id. */
  readonly id: RoomId;
  /** What subscriptions of one's own bring where the room asks for it; nobody else's business. */
  readonly private_id: number;
  /** Those who publish. */
  readonly publishers: readonly ListedPublisher[];
  /** Those who do not; told where `notify_joining` is set. */
  readonly attendees?: readonly ListedPerson[];
  /** How many packets of audio a level is the average of, where that was set for oneself. */
  readonly audio_active_packets?: number;
  /** How loud counts as talking, where that was set for oneself. */
  readonly audio_level_average?: number;
}

/** The answer of joining as a subscriber; the offer to answer is in `jsep`. */
export interface AttachedReply {
  /** Always `'attached'`. */
  readonly videoroom: 'attached';
  /** The room. */
  readonly room: RoomId;
  /** What was subscribed to. */
  readonly streams: readonly SubscribedStream[];
}

/** The answer of a changed subscription; an offer to answer is in `jsep`. */
export interface UpdatedReply {
  /** `'updating'`: an offer is still out, and the change comes with the next one, as an event. */
  readonly videoroom: 'updated' | 'updating';
  /** The room. */
  readonly room: RoomId;
  /** All that is subscribed to; left out where nothing has to be renegotiated. */
  readonly streams?: readonly SubscribedStream[];
}

/** The answer to what somebody in a room did. */
export interface EventReply {
  /** Always `'event'`. */
  readonly videoroom: 'event';
  /** The room. */
  readonly room: RoomId;
}

/** The answer of `publish` and `configure`. */
export interface ConfiguredReply extends EventReply, PublishedReply {
  /** Always `'ok'`. */
  readonly configured: 'ok';
}

/** The answer of `unpublish`. */
export interface UnpublishedReply extends EventReply {
  /** Always `'ok'`. */
  readonly unpublished: 'ok';
}

/** The answer of `leave`: of a publisher `leaving`, of a subscriber `left`. */
export interface LeftReply extends EventReply {
  /** A publisher. */
  readonly leaving?: 'ok';
  /** A subscriber. */
  readonly left?: 'ok';
}

/** The answer of `start`. */
export interface StartedReply extends EventReply {
  /** Always `'ok'`. */
  readonly started: 'ok';
}

/** The answer of `pause`. */
export interface PausedReply extends EventReply {
  /** Always `'ok'`. */
  readonly paused: 'ok';
}

/** The answer of `switch`. */
export interface SwitchedReply extends EventReply {
  /** Always `'ok'`. */
  readonly switched: 'ok';
  /** How many streams are others now. */
  readonly changes: number;
  /** All that is subscribed to. */
  readonly streams: readonly SubscribedStream[];
}
