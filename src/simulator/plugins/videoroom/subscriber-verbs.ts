import { isObject, type JsonObject } from '../../json/object.js';
import type { PluginRequest } from '../plugin.js';
import { wantedStreams } from './join-subscriber.js';
import { checkFields, RoomRefusal } from './refusal.js';
import type { Rooms } from './rooms.js';
import type { Subscriber } from './subscriber.js';

type SubscriberVerb = (subscriber: Subscriber, request: PluginRequest, rooms: Rooms) => void;

const VERBS: Readonly<Record<string, SubscriberVerb>> = {
  start: (subscriber, request) => {
    tell(subscriber, request, { started: 'ok' });
    if (request.jsep?.type === 'answer') subscriber.answered();
  },
  pause: (subscriber, request) => tell(subscriber, request, { paused: 'ok' }),
  configure,
  subscribe: (subscriber, request, rooms) => {
    const room = rooms.find(subscriber.roomId);
    if (room === undefined) throw new RoomRefusal(426, 'No such room');
    subscriber.add(wantedStreams(rooms, room, wishes(request.body)));
    update(subscriber, request);
  },
  unsubscribe: (subscriber, request) => {
    const unwanted = wishes(request.body).filter(isObject);
    subscriber.subscriptions.forEach((subscription) => {
      const { publisher, stream, mindex } = subscription;
      const hit = unwanted.some(
        (wish) =>
          wish['sub_mid'] === String(mindex) ||
          (wish['feed'] === publisher?.id && (wish['mid'] === undefined || wish['mid'] === stream.mid)),
      );
      if (hit) subscription.publisher = undefined;
    });
    update(subscriber, request);
  },
  leave: (subscriber, request) => {
    tell(subscriber, request, { left: 'ok' });
    subscriber.port.closePc();
  },
};

/** Serves a request on the handle of a subscriber. */
export function serveSubscriber(subscriber: Subscriber, request: PluginRequest, rooms: Rooms): void {
  const verb = String(request.body['request']);
  const name = verb.toLowerCase();
  if (name === 'join') throw new RoomRefusal(425, 'Already in as a subscriber on this handle');
  const serve = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (serve === undefined) throw new RoomRefusal(423, `Unknown request '${verb}'`);
  serve(subscriber, request, rooms);
}

const tell = ({ port, roomId }: Subscriber, { transaction }: PluginRequest, fields: JsonObject): void =>
  port.push({ videoroom: 'event', room: roomId, ...fields }, { transaction });

/** A restart while an offer is out is never answered: the next offer comes by itself, after the answer. */
function configure(subscriber: Subscriber, request: PluginRequest): void {
  const { body, transaction } = request;
  checkFields(body, {
    streams: { kind: 'array' },
    update: { kind: 'boolean' },
    restart: { kind: 'boolean' },
  });
  for (const wish of ((body['streams'] as readonly unknown[] | undefined) ?? []).filter(isObject)) {
    const subscription = subscriber.subscriptions.find(({ mindex }) => String(mindex) === wish['mid']);
    if (subscription !== undefined && typeof wish['send'] === 'boolean') subscription.send = wish['send'];
  }
  if (body['restart'] !== true && body['update'] !== true)
    return tell(subscriber, request, { configured: 'ok' });
  const event = { videoroom: 'event', room: subscriber.roomId, configured: 'ok' };
  subscriber.change(() => subscriber.offer(event, transaction));
}

function update(subscriber: Subscriber, { transaction }: PluginRequest): void {
  const { roomId: room, port } = subscriber;
  const done = subscriber.change(() => subscriber.offer({ videoroom: 'updated', room }, transaction));
  if (done === 'postponed') port.push({ videoroom: 'updating', room }, { transaction });
}

function wishes(body: JsonObject): readonly unknown[] {
  checkFields(body, { streams: { kind: 'array', required: true } });
  return body['streams'] as readonly unknown[];
}
