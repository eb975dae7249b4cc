import type { JsonObject } from '../../json/object.js';
import { checkFields, PluginRefusal } from './refusal.js';
import type { Rooms } from './rooms.js';

/** Where a room is sent to: there is no media, so nowhere. */
export function listForwarders(rooms: Rooms, body: JsonObject): JsonObject {
  checkFields(body, rooms.ids.rule('room', true));
  return { videoroom: 'forwarders', room: rooms.access(body, 'secret').id, publishers: [] };
}

/** Refused for what there is not. */
export function stopForward(rooms: Rooms, body: JsonObject): JsonObject {
  checkFields(body, { ...rooms.ids.rule('room', true), ...rooms.ids.rule('publisher_id', true) });
  checkFields(body, { secret: { kind: 'string' }, stream_id: { kind: 'positive integer', required: true } });
  const room = rooms.access(body, 'secret');
  const id = rooms.ids.read(body['publisher_id']) ?? 0;
  const what = room.members.has(id) ? `stream (${String(body['stream_id'])})` : `feed (${id})`;
  throw new PluginRefusal(428, `No such ${what}`);
}
