import type { JsonObject } from '../../json/object.js';
import { writeSdp } from '../../sdp/write.js';
import type { Publisher } from './publisher.js';
import type { RoomId } from '../rooms/ids.js';
import type { RoomStream } from './streams.js';

/** One m-line of a subscriber; without a source once its publisher has gone. */
export interface Subscription {
  readonly mindex: number;
  stream: RoomStream;
  publisher: Publisher | undefined;
  send: boolean;
  /** Its offer has been answered. */
  ready: boolean;
}

/** Whether an m-line can be fed by a stream without another codec. */
export const fits = ({ stream }: Subscription, { type, codec }: RoomStream): boolean =>
  stream.type === type && stream.codec === codec;

/** Whether a wish to unsubscribe is of this m-line: by its own mid, or by its source. */
export const isMeant = (
  { mindex, publisher, stream }: Subscription,
  { sub_mid, feed, mid }: JsonObject,
): boolean =>
  sub_mid === undefined
    ? publisher !== undefined && feed === publisher.id && (mid === undefined || mid === stream.mid)
    : sub_mid === String(mindex);

/** Takes the source away. */
export function clear(line: Subscription): void {
  line.publisher = undefined;
  line.ready = false;
}

/** What a subscriber is told of an m-line. */
export function describeSubscription({ mindex, stream, publisher, send, ready }: Subscription): JsonObject {
  const data = stream.type === 'data';
  return {
    type: stream.type,
    active: data || publisher !== undefined,
    mindex,
    mid: String(mindex),
    ready,
    send,
    ...(publisher !== undefined && data ? { sources: 1, source_ids: [publisher.id] } : {}),
    ...(publisher !== undefined && !data ? feedOf(publisher, stream) : {}),
  };
}

const feedOf = ({ id, display }: Publisher, { mid, description, codec }: RoomStream): JsonObject => ({
  feed_id: id,
  ...(display === undefined ? {} : { feed_display: display }),
  feed_mid: mid,
  ...(description === undefined ? {} : { feed_description: description }),
  ...(codec === undefined ? {} : { codec }),
});

/** An offer of all m-lines of a subscriber; those without a source are inactive. */
export const offerSdp = (room: RoomId, version: number, subscriptions: readonly Subscription[]): string =>
  writeSdp({
    name: `VideoRoom ${room}`,
    origin: `- 1 ${version} IN IP4 127.0.0.1`,
    setup: 'actpass',
    media: subscriptions.map(({ mindex, stream, publisher }) => ({
      ...stream.media,
      mid: String(mindex),
      sends: stream.type === 'data' ? 'sendrecv' : publisher === undefined ? 'inactive' : 'sendonly',
    })),
  });
