import { isObject, type JsonObject } from '../../json/object.js';
import { wantedStreams } from './join-subscriber.js';
import { checkFields, PluginRefusal } from './refusal.js';
import type { Room } from './room.js';
import type { Rooms } from './rooms.js';
import type { Subscriber } from './subscriber.js';
import { fits } from './subscription.js';

/** What became of one m-line: fed by another stream, or by one at all, which has to be offered. */
export type Switched = 'replaced' | 'begun';

const FIELDS = {
  mid: { kind: 'string', required: true },
  sub_mid: { kind: 'string', required: true },
} as const;

/** Feeds m-lines from other streams without an offer; those of another type or codec stay what they are. */
export function switchStreams(
  subscriber: Subscriber,
  body: JsonObject,
  room: Room,
  rooms: Rooms,
): readonly Switched[] {
  checkFields(body, { streams: { kind: 'array' } });
  const listed = (body['streams'] as readonly unknown[] | undefined) ?? [];
  const wishes = listed.length > 0 ? listed : wishesOfOld(subscriber, body, room, rooms);
  return wishes
    .map((wish) => (isObject(wish) ? wish : {}))
    .map((wish) => {
      checkFields(wish, FIELDS);
      const [wanted] = wantedStreams(rooms, room, [wish]);
      return { wanted, subMid: wish['sub_mid'] };
    })
    .flatMap(({ wanted, subMid }) => {
      const line = subscriber.subscriptions.find(({ mindex }) => String(mindex) === subMid);
      if (!line || !wanted) return [];
      const { stream, publisher } = wanted;
      const same = line.publisher === publisher && line.stream === stream;
      if (same || !fits(line, stream)) return [];
      const switched: Switched = line.publisher === undefined ? 'begun' : 'replaced';
      Object.assign(line, { stream, publisher, send: true });
      return [switched];
    });
}

/** One feed for all m-lines that fit, as clients of old ask. A server with numbers for ids takes no feed for 0. */
function wishesOfOld(
  { subscriptions }: Subscriber,
  body: JsonObject,
  { members }: Room,
  { ids }: Rooms,
): readonly JsonObject[] {
  const feed = ids.read(body['feed']) ?? ids.absent;
  if (feed === undefined)
    throw new PluginRefusal(429, "At least one between 'streams' and 'feed' must be specified");
  const publisher = members.get(feed);
  if (publisher?.started !== true) throw new PluginRefusal(428, `No such feed (${feed})`);
  return publisher.streams.flatMap((stream) => {
    const line = subscriptions.find((one) => fits(one, stream));
    return line ? [{ feed, mid: stream.mid, sub_mid: String(line.mindex) }] : [];
  });
}
