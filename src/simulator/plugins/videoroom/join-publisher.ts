import { randomBytes } from 'node:crypto';
import type { JsonObject } from '../../json/object.js';
import type { PluginPort, PluginRequest } from '../plugin.js';
import { Publisher } from './publisher.js';
import { publish } from './publish.js';
import { checkFields, PluginRefusal } from './refusal.js';
import type { Room } from './room.js';
import type { Rooms } from './rooms.js';

/** Joins a room as a publisher, and with `joinandconfigure` publishes in the same breath. */
export function joinAsPublisher(
  rooms: Rooms,
  room: Room,
  port: PluginPort,
  request: PluginRequest,
): Publisher {
  const { body } = request;
  checkFields(body, { display: { kind: 'string' } });
  checkFields(body, rooms.ids.rule('id'));
  if (!room.allowed.admits(body['token'])) {
    throw new PluginRefusal(433, 'Unauthorized (not in the allowed list)');
  }
  const given = rooms.ids.read(body['id']);
  if (given !== undefined && room.members.has(given))
    throw new PluginRefusal(436, `User ID ${given} already exists`);
  const id = given ?? rooms.ids.make((taken) => room.members.has(taken));
  const display = typeof body['display'] === 'string' ? body['display'] : undefined;
  const publisher = new Publisher(id, randomBytes(4).readUInt32BE(), display, port, room, rooms);
  if (room.settings.notifyJoining) publisher.tellOthers({ joining: publisher.who() });
  const configure = String(body['request']).toLowerCase() === 'joinandconfigure';
  const offer = configure && request.jsep?.type === 'offer' ? request.jsep : undefined;
  publish(
    publisher,
    room,
    { body, transaction: request.transaction, ...(offer && { jsep: offer }) },
    joined(publisher, room),
  );
  return publisher;
}

function joined(publisher: Publisher, room: Room): JsonObject {
  const others = [...room.members.values()].filter((member) => member !== publisher);
  const attendees = others.filter(({ started }) => !started);
  return {
    videoroom: 'joined',
    room: room.id,
    description: room.settings.description,
    id: publisher.id,
    private_id: publisher.privateId,
    publishers: others.filter(({ started }) => started).map((other) => other.asPublisher()),
    ...(room.settings.notifyJoining ? { attendees: attendees.map((other) => other.who()) } : {}),
  };
}
