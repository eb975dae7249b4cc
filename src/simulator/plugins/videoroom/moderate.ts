import type { FieldRules } from '../../json/fields.js';
import type { JsonObject } from '../../json/object.js';
import { PluginRefusal, success } from './refusal.js';
import type { Rooms } from './rooms.js';

const FIELDS: FieldRules = {
  mid: { kind: 'string', required: true },
  mute: { kind: 'boolean', required: true },
};

/** Has a stream of somebody seen and heard no longer, or again; everybody in the room is told. */
export function moderate(rooms: Rooms, body: JsonObject): JsonObject {
  const [room, member] = rooms.accessMember(body, FIELDS);
  const mid = String(body['mid']);
  if (!member.streams.some((stream) => stream.mid === mid))
    throw new PluginRefusal(428, `No such stream ${mid}`);
  const isMuted = body['mute'] === true;
  if (isMuted) member.moderated.add(mid);
  else member.moderated.delete(mid);
  room.tell({ id: member.id, mid, moderation: isMuted ? 'muted' : 'unmuted' });
  return success();
}
