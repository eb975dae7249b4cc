import type { FieldRules } from '../../json/fields.js';
import type { JsonObject } from '../../json/object.js';
import type { PluginPort } from '../plugin.js';
import { PluginRefusal, checkFields, checkSecret } from './refusal.js';
import type { Member, Room } from './room.js';
import type { Rooms } from './rooms.js';

const ENTER: FieldRules = {
  display: { kind: 'string' },
  token: { kind: 'string' },
  group: { kind: 'string' },
  muted: { kind: 'boolean' },
  codec: { kind: 'string' },
  bitrate: { kind: 'positive integer' },
  quality: { kind: 'positive integer' },
  expected_loss: { kind: 'positive integer' },
  volume: { kind: 'positive integer' },
  spatial_position: { kind: 'positive integer' },
  generate_offer: { kind: 'boolean' },
  rtp: { kind: 'object' },
  secret: { kind: 'string' },
};

/** Refuses what may not come in; what is left is to be let in. */
export function admit(rooms: Rooms, body: JsonObject): Room {
  checkFields(body, { ...ENTER, ...rooms.ids.rule('room', true), ...rooms.ids.rule('id') });
  const room = rooms.find(body);
  // No media flows here, plain RTP neither.
  if (body['rtp'] !== undefined)
    throw new PluginRefusal(489, 'Plain RTP participants not allowed in this room');
  checkSecret(body, 'pin', room.settings.pin);
  if (!room.allowed.admits(body['token']))
    throw new PluginRefusal(489, 'Unauthorized (not in the allowed list)');
  if (body['secret'] !== undefined) checkSecret(body, 'secret', room.settings.secret);
  const id = rooms.ids.read(body['id']);
  if (id !== undefined && room.members.has(id)) throw new PluginRefusal(490, `User ID ${id} already exists`);
  return room;
}

/** Lets somebody in and tells the others. */
export function enter(
  rooms: Rooms,
  room: Room,
  port: PluginPort,
  body: JsonObject,
  started: boolean,
): Member {
  const { display, muted, spatial_position: position } = body;
  const member: Member = {
    id: rooms.ids.read(body['id']) ?? rooms.ids.make((taken) => room.members.has(taken)),
    port,
    display: typeof display === 'string' ? display : undefined,
    muted: muted === true,
    position: typeof position === 'number' ? Math.min(position, 100) : 50,
    started,
  };
  room.members.set(member.id, member);
  room.tell({ audiobridge: 'joined', participants: [room.show(member)] }, member);
  return member;
}
