import { isObject, type JsonObject } from '../../json/object.js';
import { wantedStreams } from './join-subscriber.js';
import { checkFields, RoomRefusal } from './refusal.js';
import type { Room } from './room.js';
import type { Rooms } from './rooms.js';
import type { Subscriber } from './subscriber.js';

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
  const wishes = (body['streams'] as readonly unknown[] | undefined) ?? [];
  if (wishes.length === 0)
    throw new RoomRefusal(429, "At least one between 'streams' and 'feed' must be specified");
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
      if (same || line.stream.type !== stream.type || line.stream.codec !== stream.codec) return [];
      const switched: Switched = line.publisher === undefined ? 'begun' : 'replaced';
      Object.assign(line, { stream, publisher, send: true });
      return [switched];
    });
}
