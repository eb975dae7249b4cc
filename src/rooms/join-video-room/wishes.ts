import type { PublishedStream, Publisher } from '../../plugins/videoroom/participant.js';
import type {
  LayerWish,
  StreamRefusal,
  StreamSettings,
  StreamWish,
} from '../../plugins/videoroom/requests.js';
import type { SubscribedStream } from '../../plugins/videoroom/streams.js';
import type { Choose } from './options.js';

/** All streams that are wanted of those who publish. */
export const wishesOf = (publishers: readonly Publisher[], choose: Choose): readonly StreamWish[] =>
  publishers.flatMap((publisher) => {
    // Who began in a gap is known without streams: all of theirs, and they are told with the answer.
    const { id: feed, streams = [undefined] } = publisher;
    return streams.flatMap((stream) => wishOf(feed, stream, !stream || choose(publisher, stream)));
  });

const wishOf = (
  feed: Publisher['id'],
  stream: PublishedStream | undefined,
  chosen: ReturnType<Choose>,
): readonly StreamWish[] => {
  if (chosen === false || stream?.disabled || stream?.type === 'data') return [];
  return [{ feed, ...(stream && { mid: stream.mid }), ...(typeof chosen === 'object' && chosen) }];
};

const isOf = (stream: SubscribedStream, { feed, mid = stream.feed_mid }: StreamWish): boolean =>
  stream.active && stream.feed_id === feed && stream.feed_mid === mid;

/** A change of what is subscribed to. */
export interface Change {
  readonly subscribe?: readonly StreamWish[];
  readonly unsubscribe?: readonly StreamRefusal[];
}

/** What to ask for so that the subscription is what is wanted; undefined when it is. */
export const changeOf = (
  wishes: readonly StreamWish[],
  streams: readonly SubscribedStream[],
  publishers: readonly Publisher[],
): Change | undefined => {
  const subscribe = wishes.filter((wish) => !streams.some((stream) => isOf(stream, wish)));
  const unsubscribe = streams.flatMap((stream) => {
    // Who publishes no more is taken out by the server.
    const isThere = publishers.some(({ id }) => stream.active && id === stream.feed_id);
    return isThere && !wishes.some((wish) => isOf(stream, wish)) ? [{ sub_mid: stream.mid }] : [];
  });
  if (subscribe.length === 0 && unsubscribe.length === 0) return undefined;
  return { ...(subscribe.length > 0 && { subscribe }), ...(unsubscribe.length > 0 && { unsubscribe }) };
};

const LAYERS = ['substream', 'temporal', 'spatial_layer', 'temporal_layer'] as const;
/** What the server relays of each where nothing is wanted. */
const BEST = 2;

const keyOf = ({ feed, mid = '' }: StreamWish): string => `${feed} ${mid}`;

/** The layers that were asked for: the server tells what is relayed, and not of every codec. */
export class AskedLayers {
  readonly #asked = new Map<string, LayerWish>();

  /** These are asked for by a request. */
  note(wishes: readonly StreamWish[] = []): void {
    for (const wish of wishes) this.#asked.set(keyOf(wish), wish);
  }

  /** What to set of what is subscribed to. */
  changes(wishes: readonly StreamWish[], streams: readonly SubscribedStream[]): readonly StreamSettings[] {
    return wishes.flatMap((wish) => {
      const asked = this.#asked.get(keyOf(wish));
      const changed = LAYERS.filter((layer) => (wish[layer] ?? BEST) !== (asked?.[layer] ?? BEST));
      const stream = streams.find((one) => isOf(one, wish));
      if (!stream || changed.length === 0) return [];
      const layers = changed.map((layer) => [layer, wish[layer] ?? BEST] as const);
      return [{ mid: stream.mid, ...Object.fromEntries(layers) }];
    });
  }
}
