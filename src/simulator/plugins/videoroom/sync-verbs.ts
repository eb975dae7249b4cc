import type { JsonObject } from '../../json/object.js';
import { createRoom } from './create.js';
import { changeAllowed, editRoom } from './edit.js';
import { checkFields, RoomRefusal } from './refusal.js';
import type { Rooms } from './rooms.js';

/** Requests that are answered at once. */
export const SYNC_VERBS: Readonly<Record<string, (rooms: Rooms, body: JsonObject) => JsonObject>> = {
  create: createRoom,
  edit: editRoom,
  allowed: changeAllowed,
  destroy,
  list: (rooms) => ({
    videoroom: 'success',
    list: rooms
      .all()
      .filter(({ settings }) => !settings.isPrivate)
      .map((room) => room.describe()),
  }),
  exists: (rooms, body) => {
    checkFields(body, rooms.ids.rule('room', true));
    const id = rooms.ids.read(body['room']);
    return {
      videoroom: 'success',
      room: body['room'],
      exists: id !== undefined && rooms.find(id) !== undefined,
    };
  },
  kick,
  listparticipants: (rooms, body) => {
    checkFields(body, rooms.ids.rule('room', true));
    const room = rooms.access(body, 'anybody');
    const participants = [...room.members.values()].map((member) => member.asParticipant());
    return { videoroom: 'participants', room: room.id, participants };
  },
};

function destroy(rooms: Rooms, body: JsonObject): JsonObject {
  checkFields(body, rooms.ids.rule('room', true));
  checkFields(body, { permanent: { kind: 'boolean' } });
  const room = rooms.access(body, 'secret');
  rooms.remove(room);
  const members = [...room.members.values()];
  members.forEach((member) => {
    member.forgetRoom();
    member.port.push({ videoroom: 'destroyed', room: room.id });
    member.port.closePc();
  });
  return { videoroom: 'destroyed', room: room.id, permanent: body['permanent'] === true };
}

function kick(rooms: Rooms, body: JsonObject): JsonObject {
  checkFields(body, rooms.ids.rule('id', true));
  checkFields(body, { secret: { kind: 'string' } });
  const room = rooms.access(body, 'secret');
  const id = rooms.ids.read(body['id']) ?? 0;
  const member = room.members.get(id);
  if (member === undefined) throw new RoomRefusal(428, `No such user ${id} in room ${room.id}`);
  member.port.push({ videoroom: 'event', room: room.id, leaving: 'ok', reason: 'kicked' });
  member.leave('kicked');
  member.port.closePc();
  return { videoroom: 'success' };
}
