import type { FieldRules } from '../../json/fields.js';
import type { JsonObject } from '../../json/object.js';
import { CHANGES, edit, type Changes } from '../rooms/edit.js';
import { atLeastLowest } from './create.js';
import { checkFields } from './refusal.js';
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
  new_lock_record: { kind: 'boolean' },
  new_rec_dir: { kind: 'string' },
  permanent: { kind: 'boolean' },
};

const ROOM_CHANGES: Changes<RoomSettings> = {
  ...CHANGES,
  new_require_pvtid: (settings, value) => void (settings.requirePrivateId = value === true),
  new_bitrate: (settings, value) => void (settings.bitrate = atLeastLowest(Number(value))),
  new_fir_freq: (settings, value) => void (settings.firFrequency = Number(value)),
  new_publishers: (settings, value) => void (settings.maxPublishers = Number(value)),
  new_lock_record: (settings, value) => void (settings.lockRecord = value === true),
};

export function editRoom(rooms: Rooms, body: JsonObject): JsonObject {
  checkFields(body, rooms.ids.rule('room', true));
  checkFields(body, EDIT);
  const room = rooms.access(body, 'secret');
  edit(room.settings, ROOM_CHANGES, body);
  return { videoroom: 'edited', room: room.id, permanent: body['permanent'] === true };
}
