import type { JsonObject } from '../../json/object.js';
import { ALLOWED, changeAllowed } from '../rooms/allowed.js';
import { createRoom } from './create.js';
import { editRoom } from './edit.js';
import { isPlaying, playFile, stopFile } from './files.js';
import { enableMjrs, enableRecording } from './recording.js';
import { checkFields, DIALECT, success } from './refusal.js';
import type { Rooms } from './rooms.js';

type SyncVerb = (rooms: Rooms, body: JsonObject) => JsonObject;

/** Requests that are answered at once. */
export const SYNC_VERBS: Readonly<Record<string, SyncVerb>> = {
  create: createRoom,
  edit: editRoom,
  allowed: (rooms, body) => {
    checkFields(body, { ...ALLOWED, ...rooms.ids.rule('room', true) });
    return changeAllowed(DIALECT, body, () => rooms.access(body));
  },
  destroy: (rooms, body) => {
    checkFields(body, { permanent: { kind: 'boolean' } });
    const room = rooms.govern(body);
    rooms.all.delete(room.id);
    const members = [...room.members.values()];
    room.members.clear();
    for (const { port } of members) {
      port.push({ audiobridge: 'destroyed', room: room.id });
      port.closePc();
    }
    return { audiobridge: 'destroyed', room: room.id, permanent: body['permanent'] === true };
  },
  list: (rooms) =>
    success({
      list: [...rooms.all.values()]
        .filter(({ settings }) => !settings.isPrivate)
        .map((room) => room.describe()),
    }),
  exists: (rooms, body) => {
    checkFields(body, rooms.ids.rule('room', true));
    const id = rooms.ids.read(body['room']);
    return success({ room: body['room'], exists: id !== undefined && rooms.all.has(id) });
  },
  listparticipants: (rooms, body) => {
    const room = rooms.find(body);
    return { audiobridge: 'participants', room: room.id, participants: room.list() };
  },
  enable_recording: enableRecording,
  enable_mjrs: enableMjrs,
  mute: (rooms, body) => mute(rooms, body, true),
  unmute: (rooms, body) => mute(rooms, body, false),
  mute_room: (rooms, body) => muteRoom(rooms, body, true),
  unmute_room: (rooms, body) => muteRoom(rooms, body, false),
  kick: (rooms, body) => {
    const [room, member] = rooms.governMember(body);
    room.tell({ kicked: member.id });
    member.port.closePc();
    return success();
  },
  kick_all: (rooms, body) => {
    const room = rooms.govern(body);
    for (const { id, port } of [...room.members.values()]) {
      port.push({ audiobridge: 'event', room: room.id, kicked_all: id });
      port.closePc();
    }
    return success();
  },
  // Nothing is mixed, so nothing is sent elsewhere.
  listforwarders: (rooms, body) => {
    checkFields(body, rooms.ids.rule('room', true));
    return { audiobridge: 'forwarders', room: rooms.access(body).id, rtp_forwarders: [] };
  },
  // The server takes the end of what there is not.
  stop_rtp_forward: (rooms, body) => {
    const stream = { stream_id: { kind: 'positive integer', required: true } } as const;
    checkFields(body, { ...stream, ...rooms.ids.rule('room', true) });
    return success({ room: rooms.access(body).id, stream_id: body['stream_id'] });
  },
  play_file: playFile,
  is_playing: isPlaying,
  stop_file: stopFile,
};

function mute(rooms: Rooms, body: JsonObject, muted: boolean): JsonObject {
  const [room, member] = rooms.governMember(body);
  if (member.muted === muted) return success();
  member.muted = muted;
  room.tell({ participants: [room.show(member)] });
  return success({ room: room.id });
}

function muteRoom(rooms: Rooms, body: JsonObject, muted: boolean): JsonObject {
  const room = rooms.govern(body);
  if (room.muted === muted) return success();
  room.muted = muted;
  room.tell({ muted });
  return success({ room: room.id });
}
