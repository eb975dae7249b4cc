import type { FieldRules } from '../../json/fields.js';
import type { JsonObject } from '../../json/object.js';
import { AllowList, readAllowed } from '../rooms/allowed.js';
import { checkFields, invalid, PluginRefusal } from './refusal.js';
import { Room } from './room.js';
import type { Rooms } from './rooms.js';

const CREATE: FieldRules = {
  description: { kind: 'string' },
  secret: { kind: 'string' },
  pin: { kind: 'string' },
  is_private: { kind: 'boolean' },
  allowed: { kind: 'array' },
  sampling_rate: { kind: 'positive integer' },
  spatial_audio: { kind: 'boolean' },
  record: { kind: 'boolean' },
  permanent: { kind: 'boolean' },
};

/** Makes a room, with an id of the server's own choice if none is given. */
export function createRoom(rooms: Rooms, body: JsonObject): JsonObject {
  checkFields(body, { ...CREATE, ...rooms.ids.rule('room') });
  const allowed = readAllowed(body, invalid);
  const given = rooms.ids.read(body['room']);
  if (given !== undefined && rooms.all.has(given))
    throw new PluginRefusal(486, `Room ${given} already exists`);
  const id = given ?? rooms.ids.make((taken) => rooms.all.has(taken));
  const settings = {
    description: text(body['description']) ?? `Room ${id}`,
    secret: text(body['secret']),
    pin: text(body['pin']),
    isPrivate: body['is_private'] === true,
    samplingRate: Number(body['sampling_rate'] ?? 16_000),
    spatial: body['spatial_audio'] === true,
    record: body['record'] === true,
  };
  rooms.all.set(id, new Room(id, settings, new AllowList(allowed)));
  return { audiobridge: 'created', room: id, permanent: body['permanent'] === true };
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
