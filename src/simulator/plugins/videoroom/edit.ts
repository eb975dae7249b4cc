import type { FieldRules } from '../../json/fields.js';
import type { JsonObject } from '../../json/object.js';
import { atLeastLowest, readAllowed } from './create.js';
import { checkFields, RoomRefusal } from './refusal.js';
import type { RoomSettings } from './room.js';
import type { Rooms } from './rooms.js';

const EDIT: FieldRules = {
  secret: { kind: 'string' },
  new_description: { kind: 'string' },
  new_is_private: { kind: 'boolean' },
  new_secret: { kind: 'string' },
  new_pin: { kind: 'string' },
  new_require_pvtid: { kind: 'boolean' },
  new_bitrate: { kind: 'positive integer' },
  new_fir_freq: { kind: 'positive integer' },
  new_publishers: { kind: 'positive integer' },
  permanent: { kind: 'boolean' },
};

/** Which setting each field changes; an empty secret or pin takes it away. */
const CHANGES: Readonly<Record<string, (settings: RoomSettings, value: unknown) => void>> = {
  new_description: (settings, value) => void (settings.description = String(value) || settings.description),
  new_is_private: (settings, value) => void (settings.isPrivate = value === true),
  new_secret: (settings, value) => void (settings.secret = String(value) || undefined),
  new_pin: (settings, value) => void (settings.pin = String(value) || undefined),
  new_require_pvtid: (settings, value) => void (settings.requirePrivateId = value === true),
  new_bitrate: (settings, value) => void (settings.bitrate = atLeastLowest(Number(value))),
  new_fir_freq: (settings, value) => void (settings.firFrequency = Number(value)),
  new_publishers: (settings, value) => void (settings.maxPublishers = Number(value)),
};

export function editRoom(rooms: Rooms, body: JsonObject): JsonObject {
  checkFields(body, rooms.ids.rule('room', true));
  checkFields(body, EDIT);
  const room = rooms.access(body, 'secret');
  for (const [field, change] of Object.entries(CHANGES)) {
    if (body[field] !== undefined) change(room.settings, body[field]);
  }
  return { videoroom: 'edited', room: room.id, permanent: body['permanent'] === true };
}

/** The list of tokens of which one is needed to join. */
export function changeAllowed(rooms: Rooms, body: JsonObject): JsonObject {
  checkFields(body, rooms.ids.rule('room', true));
  checkFields(body, {
    secret: { kind: 'string' },
    action: { kind: 'string', required: true },
    allowed: { kind: 'array' },
  });
  const action = String(body['action']).toLowerCase();
  if (!['enable', 'disable', 'add', 'remove'].includes(action)) {
    throw new RoomRefusal(430, `Unsupported action '${String(body['action'])}' (allowed)`);
  }
  const room = rooms.access(body, 'secret');
  if (action === 'enable' || action === 'disable') room.checkAllowed = action === 'enable';
  else
    readAllowed(body)?.forEach((token) =>
      action === 'add' ? room.allowed.add(token) : room.allowed.delete(token),
    );
  const allowed = action === 'disable' ? {} : { allowed: [...room.allowed] };
  return { videoroom: 'success', room: room.id, ...allowed };
}
