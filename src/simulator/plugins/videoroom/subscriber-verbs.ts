import type { FieldRules } from '../../json/fields.js';
import { isObject, type JsonObject } from '../../json/object.js';
import type { PluginRequest } from '../plugin.js';
import { wantedStreams } from './join-subscriber.js';
import { checkFields, PluginRefusal } from './refusal.js';
import type { Room } from './room.js';
import type { Rooms } from './rooms.js';
import type { Subscriber } from './subscriber.js';
import { describeSubscription } from './subscription.js';
import { switchStreams } from './switch.js';

type SubscriberVerb = (subscriber: Subscriber, request: PluginRequest, rooms: Rooms) => void;

const VERBS: Readonly<Record<string, SubscriberVerb>> = {
  start: (subscriber, request) => {
    tell(subscriber, request, { started: 'ok' });
    if (request.jsep?.type === 'answer') subscriber.answered();
  },
  pause: (subscriber, request) => tell(subscriber, request, { paused: 'ok' }),
  configure,
  subscribe: (subscriber, request, rooms) => {
    changeStreams(subscriber, request, rooms, { wanted: streamsIn(request.body, 'subscription') });
  },
  unsubscribe: (subscriber, request, rooms) => {
    changeStreams(subscriber, request, rooms, { unwanted: streamsIn(request.body, 'unsubscription') });
  },
  update: (subscriber, request, rooms) => {
    const { body } = request;
    checkFields(body, { subscribe: { kind: 'array' }, unsubscribe: { kind: 'array' } });
    const wishes = {
      wanted: filled(body['subscribe'], 'subscription'),
      unwanted: filled(body['unsubscribe'], 'unsubscription'),
    };
    if (wishes.wanted === undefined && wishes.unwanted === undefined)
      throw new PluginRefusal(429, "At least one of either 'subscribe' or 'unsubscribe' must be present");
    changeStreams(subscriber, request, rooms, wishes);
  },
  switch: (subscriber, request, rooms) => {
    const changes = switchStreams(subscriber, request.body, roomOf(subscriber, rooms), rooms);
    const streams = subscriber.subscriptions.map(describeSubscription);
    // An m-line that had no source is none of the description's until it is offered; the server does that first.
    if (changes.includes('begun')) subscriber.change(() => subscriber.offerUpdate(request.transaction));
    tell(subscriber, request, { switched: 'ok', changes: changes.length, streams });
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
  if (name === 'join') throw new PluginRefusal(425, 'Already in as a subscriber on this handle');
  const serve = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (serve === undefined) throw new PluginRefusal(423, `Unknown request '${verb}'`);
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

const REMOVE: FieldRules = { mid: { kind: 'string' }, sub_mid: { kind: 'string' } };

interface Wishes {
  readonly wanted?: readonly unknown[] | undefined;
  readonly unwanted?: readonly unknown[] | undefined;
}

/** Takes from the one list and adds of the other, in this order, as the server does; offers what came of it. */
function changeStreams(
  subscriber: Subscriber,
  request: PluginRequest,
  rooms: Rooms,
  { wanted = [], unwanted = [] }: Wishes,
): void {
  const gone = unwanted.map((wish) => (isObject(wish) ? wish : {}));
  gone.forEach((wish) => checkFields(wish, { ...REMOVE, ...rooms.ids.rule('feed') }));
  const added = wantedStreams(rooms, roomOf(subscriber, rooms), wanted);
  const changes = subscriber.remove(gone) + subscriber.add(added);
  if (subscriber.takeSkipped() || changes > 0) return update(subscriber, request);
  const { port, roomId: room } = subscriber;
  port.push({ videoroom: 'updated', room }, { transaction: request.transaction });
}

function roomOf({ roomId }: Subscriber, rooms: Rooms): Room {
  const room = rooms.find(roomId);
  if (room === undefined) throw new PluginRefusal(426, 'No such room');
  return room;
}

function update(subscriber: Subscriber, { transaction }: PluginRequest): void {
  const { roomId: room, port } = subscriber;
  const done = subscriber.change(() => subscriber.offer({ videoroom: 'updated', room }, transaction));
  if (done === 'postponed') port.push({ videoroom: 'updating', room }, { transaction });
}

function streamsIn(body: JsonObject, name: string): readonly unknown[] | undefined {
  checkFields(body, { streams: { kind: 'array', required: true } });
  return filled(body['streams'], name);
}

/** A list, checked to be one, that must not be empty where it is there. */
function filled(list: unknown, name: string): readonly unknown[] | undefined {
  if (Array.isArray(list) && list.length === 0) throw new PluginRefusal(430, `Empty ${name} list`);
  return list as readonly unknown[] | undefined;
}
