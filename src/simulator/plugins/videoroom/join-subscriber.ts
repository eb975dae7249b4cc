import type { FieldRules } from '../../json/fields.js';
import { isObject, type JsonObject } from '../../json/object.js';
import type { PluginPort, PluginRequest } from '../plugin.js';
import { checkFields, PluginRefusal } from './refusal.js';
import type { Room } from './room.js';
import type { Rooms } from './rooms.js';
import { Subscriber, type Wanted } from './subscriber.js';

const SUBSCRIBER: FieldRules = {
  streams: { kind: 'array' },
  private_id: { kind: 'positive integer' },
  autoupdate: { kind: 'boolean' },
  audio: { kind: 'boolean' },
  video: { kind: 'boolean' },
  data: { kind: 'boolean' },
  offer_audio: { kind: 'boolean' },
  offer_video: { kind: 'boolean' },
  offer_data: { kind: 'boolean' },
};
const STREAM: FieldRules = {
  mid: { kind: 'string' },
  crossrefid: { kind: 'string' },
  send: { kind: 'boolean' },
};

/** Joins a room as a subscriber: of `streams`, or of one `feed` as clients of old ask. */
export function joinAsSubscriber(
  rooms: Rooms,
  room: Room,
  port: PluginPort,
  request: PluginRequest,
): Subscriber {
  const { body, transaction } = request;
  checkFields(body, SUBSCRIBER);
  const streams = body['streams'] as readonly unknown[] | undefined;
  const legacy = streams === undefined || streams.length === 0;
  if (legacy) checkFields(body, rooms.ids.rule('feed', true));
  const wanted = wantedStreams(rooms, room, legacy ? [{ feed: body['feed'] }] : streams).filter(
    offered(body),
  );
  checkPrivateId(room, body['private_id']);
  const subscriber = new Subscriber(room.id, port, body['autoupdate'] !== false);
  subscriber.add(wanted);
  rooms.subscribers.add(subscriber);
  subscriber.offer(
    { videoroom: 'attached', room: room.id, ...(legacy ? feedOfOld(wanted) : {}) },
    transaction,
  );
  return subscriber;
}

/** The streams that a list of wishes comes to; one without a mid wants all streams of its feed. */
export function wantedStreams(rooms: Rooms, room: Room, wishes: readonly unknown[]): readonly Wanted[] {
  return wishes
    .map((wish) => (isObject(wish) ? wish : {}))
    .flatMap((wish) => {
      checkFields(wish, STREAM);
      checkFields(wish, rooms.ids.rule('feed', true));
      const feed = rooms.ids.read(wish['feed']) ?? 0;
      const publisher = room.members.get(feed);
      if (publisher?.started !== true) throw new PluginRefusal(428, `No such feed (${feed})`);
      const mid = wish['mid'];
      const streams = publisher.streams.filter((stream) => mid === undefined || stream.mid === mid);
      if (streams.length === 0)
        throw new PluginRefusal(428, `No such mid '${String(mid)}' in feed (${feed})`);
      return streams.filter(({ disabled }) => !disabled).map((stream) => ({ publisher, stream }));
    });
}

function checkPrivateId({ settings, members }: Room, privateId: unknown): void {
  if (!settings.requirePrivateId || [...members.values()].some((member) => member.privateId === privateId))
    return;
  throw new PluginRefusal(433, 'Unauthorized (this room requires a valid private_id)');
}

const offered =
  (body: JsonObject) =>
  ({ stream }: Wanted): boolean =>
    body[`offer_${stream.type}`] !== false;

function feedOfOld(wanted: readonly Wanted[]): JsonObject {
  const publisher = wanted[0]?.publisher;
  return {
    id: publisher?.id,
    warning: 'deprecated_api',
    ...(publisher?.display === undefined ? {} : { display: publisher.display }),
  };
}
