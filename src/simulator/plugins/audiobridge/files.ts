import type { JsonObject } from '../../json/object.js';
import { checkFields, PluginRefusal, success } from './refusal.js';
import type { Rooms } from './rooms.js';

/** A simulated server has no file to play: it refuses as one that cannot open it. */
export function playFile(rooms: Rooms, body: JsonObject): JsonObject {
  checkFields(body, {
    ...rooms.ids.rule('room', true),
    filename: { kind: 'string', required: true },
    file_id: { kind: 'string' },
    group: { kind: 'string' },
    loop: { kind: 'boolean' },
  });
  rooms.access(body);
  throw new PluginRefusal(499, 'Error opening file');
}

export const isPlaying = (rooms: Rooms, body: JsonObject): JsonObject =>
  success({ ...fileIn(rooms, body), playing: false });

/** Stopped is what does not play too. */
export const stopFile = (rooms: Rooms, body: JsonObject): JsonObject => success(fileIn(rooms, body));

function fileIn(rooms: Rooms, body: JsonObject): JsonObject {
  checkFields(body, { ...rooms.ids.rule('room', true), file_id: { kind: 'string', required: true } });
  return { room: rooms.access(body).id, file_id: body['file_id'] };
}
