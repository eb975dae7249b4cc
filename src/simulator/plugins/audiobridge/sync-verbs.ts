import type { FieldRules } from '../../json/fields.js';
import type { JsonObject } from '../../json/object.js';
import { BridgeRefusal, checkFields } from './refusal.js';
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
  permanent: { kind: 'boolean' },
};

type SyncVerb = (rooms: Rooms, body: JsonObject) => JsonObject;

const success = (fields: JsonObject = {}): JsonObject => ({ audiobridge: 'success', ...fields });

/** Requests that are answered at once. */
export const SYNC_VERBS: Readonly<Record<string, SyncVerb>> = {
  create,
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
};

function create(rooms: Rooms, body: JsonObject): JsonObject {
  checkFields(body, { ...CREATE, ...rooms.ids.rule('room') });
  const given = rooms.ids.read(body['room']);
  if (given !== undefined && rooms.all.has(given))
    throw new BridgeRefusal(486, `Room ${given} already exists`);
  const id = given ?? rooms.ids.make((taken) => rooms.all.has(taken));
  const settings = {
    description: text(body['description']) ?? `Room ${id}`,
    secret: text(body['secret']),
    pin: text(body['pin']),
    isPrivate: body['is_private'] === true,
    samplingRate: Number(body['sampling_rate'] ?? 16_000),
    spatial: body['spatial_audio'] === true,
    allowed: body['allowed'] as readonly string[] | undefined,
  };
  rooms.all.set(id, new Room(id, settings));
  return { audiobridge: 'created', room: id, permanent: false };
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

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
