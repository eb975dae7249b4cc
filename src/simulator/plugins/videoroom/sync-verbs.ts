import type { JsonObject } from '../../json/object.js';
import { createRoom } from './create.js';
import { ALLOWED, changeAllowed } from '../rooms/allowed.js';
import { editRoom } from './edit.js';
import { listForwarders, stopForward } from './forwarders.js';
import { moderate } from './moderate.js';
import { checkFields, DIALECT, success } from './refusal.js';
import type { Rooms } from './rooms.js';

/** Requests that are answered at once. */
export const SYNC_VERBS: Readonly<Record<string, (rooms: Rooms, body: JsonObject) => JsonObject>> = {
  create: createRoom,
  edit: editRoom,
  allowed: (rooms, body) => {
    checkFields(body, { ...rooms.ids.rule('room', true), ...ALLOWED });
    return changeAllowed(DIALECT, body, () => rooms.access(body, 'secret'));
  },
  destroy,
  list: (rooms) =>
    success({
      list: rooms
        .all()
        .filter(({ settings }) => !settings.isPrivate)
        .map((room) => room.describe()),
    }),
  exists: (rooms, body) => {
    checkFields(body, rooms.ids.rule('room', true));
    const id = rooms.ids.read(body['room']);
    return success({ room: body['room'], exists: id !== undefined && rooms.find(id) !== undefined });
  },
  kick,
  moderate,
  enable_recording: (rooms, body) => {
    checkFields(body, { record: { kind: 'boolean', required: true } });
    // The server does not look at the field of the room first.
    const { settings } = rooms.access(body, 'secret');
    settings.record = body['record'] === true;
    return success({ record: settings.record });
  },
  listparticipants: (rooms, body) => {
    checkFields(body, rooms.ids.rule('room', true));
    const room = rooms.access(body, 'anybody');
    const participants = [...room.members.values()].map((member) => member.asParticipant());
    return { videoroom: 'participants', room: room.id, participants };
  },
  listforwarders: listForwarders,
  stop_rtp_forward: stopForward,
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
  const [room, member] = rooms.accessMember(body);
  member.port.push({ videoroom: 'event', room: room.id, leaving: 'ok', reason: 'kicked' });
  member.leave('kicked');
  member.port.closePc();
  return success();
}
