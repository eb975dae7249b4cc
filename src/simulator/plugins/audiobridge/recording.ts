import type { JsonObject } from '../../json/object.js';
import { checkFields, success } from './refusal.js';
import type { Rooms } from './rooms.js';

// Of both requests the server does not look at the field of the room first. No file is written here.

/** Whether the mix is recorded, which `list` tells. */
export function enableRecording(rooms: Rooms, body: JsonObject): JsonObject {
  checkFields(body, {
    record: { kind: 'boolean', required: true },
    record_file: { kind: 'string' },
    record_dir: { kind: 'string' },
  });
  const { settings } = rooms.access(body);
  settings.record = body['record'] === true;
  return success({ record: settings.record });
}

/** Whether everybody is recorded, which nothing tells. */
export function enableMjrs(rooms: Rooms, body: JsonObject): JsonObject {
  checkFields(body, { mjrs: { kind: 'boolean', required: true }, mjrs_dir: { kind: 'string' } });
  rooms.access(body);
  return success({ mjrs: body['mjrs'] === true });
}
