import type { FieldRules } from '../../json/fields.js';
import { isObject, type JsonObject } from '../../json/object.js';
import type { PluginRequest } from '../plugin.js';
import { publish } from './publish.js';
import type { Publisher } from './publisher.js';
import { checkFields, PluginRefusal } from './refusal.js';
import type { Room } from './room.js';

const PUBLISH: FieldRules = {
  descriptions: { kind: 'array' },
  audiocodec: { kind: 'string' },
  videocodec: { kind: 'string' },
  bitrate: { kind: 'positive integer' },
  keyframe: { kind: 'boolean' },
  record: { kind: 'boolean' },
  filename: { kind: 'string' },
  display: { kind: 'string' },
  secret: { kind: 'string' },
  audio: { kind: 'boolean' },
  video: { kind: 'boolean' },
  data: { kind: 'boolean' },
  update: { kind: 'boolean' },
  restart: { kind: 'boolean' },
};
const DESCRIPTION: FieldRules = {
  mid: { kind: 'string', required: true },
  description: { kind: 'string', required: true },
};

type PublisherVerb = (publisher: Publisher, room: Room, request: PluginRequest) => void;

const VERBS: Readonly<Record<string, PublisherVerb>> = {
  configure,
  publish: (publisher, room, request) => {
    if (publisher.started) throw new PluginRefusal(434, "Can't publish, already published");
    configure(publisher, room, request);
  },
  unpublish: (publisher, room, { transaction }) => {
    if (!publisher.started) throw new PluginRefusal(435, "Can't unpublish, not published");
    publisher.hungUp();
    publisher.port.push({ videoroom: 'event', room: room.id, unpublished: 'ok' }, { transaction });
    publisher.port.closePc();
  },
  leave: (publisher, room, { transaction }) => {
    publisher.leave('leaving');
    publisher.port.push({ videoroom: 'event', room: room.id, leaving: 'ok' }, { transaction });
  },
};

/** Serves a request on the handle of somebody who joined as a publisher. */
export function servePublisher(publisher: Publisher, request: PluginRequest): void {
  const verb = String(request.body['request']);
  const name = verb.toLowerCase();
  const joining = name === 'join' || name === 'joinandconfigure';
  const { room } = publisher;
  if (room === undefined) {
    throw joining
      ? new PluginRefusal(425, 'Not in a room (create a new handle)')
      : new PluginRefusal(426, 'No such room');
  }
  if (joining) throw new PluginRefusal(425, 'Already in as a publisher on this handle');
  const serve = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (serve === undefined) throw new PluginRefusal(423, `Unknown request '${verb}'`);
  serve(publisher, room, request);
}

function configure(publisher: Publisher, room: Room, request: PluginRequest): void {
  const { body } = request;
  checkFields(body, PUBLISH);
  const descriptions = body['descriptions'] as readonly unknown[] | undefined;
  descriptions?.forEach((description) => checkFields(isObject(description) ? description : {}, DESCRIPTION));
  checkCodec(body, 'audiocodec', 'Audio', room, request);
  checkCodec(body, 'videocodec', 'Video', room, request);
  rename(publisher, body['display']);
  publish(publisher, room, request, { videoroom: 'event', room: room.id, configured: 'ok' });
}

function checkCodec(
  body: JsonObject,
  field: string,
  kind: string,
  room: Room,
  { jsep }: PluginRequest,
): void {
  const codec = body[field];
  if (typeof codec !== 'string' || jsep === undefined || room.codecs.includes(codec.toLowerCase())) return;
  throw new PluginRefusal(430, `${kind} codec unavailable in this room`);
}

function rename(publisher: Publisher, display: unknown): void {
  if (typeof display !== 'string') return;
  publisher.display = display;
  // Without the room, unlike all other events.
  publisher.room?.tellOthers(publisher, { videoroom: 'event', id: publisher.id, display });
}
