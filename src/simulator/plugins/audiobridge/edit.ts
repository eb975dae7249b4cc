import type { FieldRules } from '../../json/fields.js';
import type { JsonObject } from '../../json/object.js';
import { CHANGES, edit, type Changes } from '../rooms/edit.js';
import { checkFields } from './refusal.js';
import type { BridgeSettings } from './room.js';
import type { Rooms } from './rooms.js';

const EDIT: FieldRules = {
  secret: { kind: 'string' },
  new_description: { kind: 'string' },
  new_secret: { kind: 'string' },
  new_pin: { kind: 'string' },
  new_is_private: { kind: 'boolean' },
  new_record_dir: { kind: 'string' },
  new_mjrs_dir: { kind: 'string' },
  permanent: { kind: 'boolean' },
};

const BRIDGE_CHANGES: Changes<BridgeSettings> = {
  ...CHANGES,
  // Unlike in a videoroom, an empty one takes it away.
  new_pin: (settings, value) => void (settings.pin = String(value) || undefined),
};

export function editRoom(rooms: Rooms, body: JsonObject): JsonObject {
  checkFields(body, EDIT);
  const room = rooms.govern(body);
  edit(room.settings, BRIDGE_CHANGES, body);
  return { audiobridge: 'edited', room: room.id, permanent: body['permanent'] === true };
}
