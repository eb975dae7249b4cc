import type { RoomId } from '../common/room-fields.js';
import { type Participant, find } from './participant.js';

/** Which quality of a stream that comes in several. */
export interface SimulcastStatus {
  /** Which is relayed, 0 to 2. */
  readonly substream: number;
  /** Which is wanted, 0 to 2. */
  readonly 'substream-target': number;
  /** The temporal layer that is relayed, 0 to 2. */
  readonly 'temporal-layer': number;
  /** The one that is wanted. */
  readonly 'temporal-layer-target': number;
  /** Microseconds without a packet until a lower one is taken. */
  readonly fallback?: number;
}

/** Which layers of a stream that comes in layers. */
export interface SvcStatus {
  /** The spatial layer that is relayed. */
  readonly 'spatial-layer': number;
  /** The one that is wanted. */
  readonly 'target-spatial-layer': number;
  /** The temporal layer that is relayed. */
  readonly 'temporal-layer': number;
  /** The one that is wanted. */
  readonly 'target-temporal-layer': number;
}

/** One stream of a subscription. */
export interface SubscribedStream {
  /** What it carries. */
  readonly type: 'audio' | 'video' | 'data';
  /** Its m-line in the subscriber's session description, from 0. */
  readonly mindex: number;
  /** Its mid in the subscriber's session description. */
  readonly mid: string;
  /** Whether somebody sends it. */
  readonly active: boolean;
  /** Whether its offer has been answered. */
  readonly ready: boolean;
  /** Whether its media is relayed. */
  readonly send: boolean;
  /** Whose it is; left out for data of several, and where nobody sends. */
  readonly feed_id?: RoomId;
  /** Its mid at the publisher's. */
  readonly feed_mid?: string;
  /** The publisher's name to show. */
  readonly feed_display?: string;
  /** What else the publisher told; since Janus 1.4.1. */
  readonly feed_metadata?: unknown;
  /** The publisher's words about it. */
  readonly feed_description?: string;
  /** How many publishers feed a stream of data. */
  readonly sources?: number;
  /** Their ids. */
  readonly source_ids?: readonly RoomId[];
  /** The codec. */
  readonly codec?: string;
  /** The profile of H.264. */
  readonly 'h264-profile'?: string;
  /** The profile of VP9. */
  readonly 'vp9-profile'?: string;
  /** The delay to play with, units of 10 ms. */
  readonly 'playout-delay'?: { readonly 'min-delay': number; readonly 'max-delay': number };
  /** Where it comes in several qualities. */
  readonly simulcast?: SimulcastStatus;
  /** Where it comes in layers. */
  readonly svc?: SvcStatus;
  /** The id that was asked for. */
  readonly crossrefid?: string;
}

/**
 * What a subscriber gets after a list of who is in the room. Nobody says it: what it got of those who stopped, it gets no
 * more; as the server tells such a stream, without whose it was.
 */
export const sentBy =
  (all: readonly Participant[]) =>
  (one: SubscribedStream): SubscribedStream => {
    const {
      feed_id: feed,
      feed_mid: _mid,
      feed_display: _display,
      feed_metadata: _metadata,
      feed_description: _description,
      sources: _sources,
      source_ids: _sourceIds,
      ...stream
    } = one;
    return feed === undefined || find(all, feed)?.publishing ? one : { ...stream, active: false };
  };
