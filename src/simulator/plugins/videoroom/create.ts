import type { FieldRules } from '../../json/fields.js';
import type { JsonObject } from '../../json/object.js';
import { AllowList, readAllowed } from '../rooms/allowed.js';
import { checkFields, invalid, PluginRefusal } from './refusal.js';
import { Room, type RoomSettings } from './room.js';
import type { Rooms } from './rooms.js';

const FIELDS: FieldRules = {
  description: { kind: 'string' },
  is_private: { kind: 'boolean' },
  allowed: { kind: 'array' },
  secret: { kind: 'string' },
  pin: { kind: 'string' },
  require_pvtid: { kind: 'boolean' },
  signed_tokens: { kind: 'boolean' },
  bitrate: { kind: 'positive integer' },
  bitrate_cap: { kind: 'boolean' },
  fir_freq: { kind: 'positive integer' },
  publishers: { kind: 'positive integer' },
  audiocodec: { kind: 'string' },
  videocodec: { kind: 'string' },
  video_svc: { kind: 'boolean' },
  record: { kind: 'boolean' },
  rec_dir: { kind: 'string' },
  lock_record: { kind: 'boolean' },
  permanent: { kind: 'boolean' },
  notify_joining: { kind: 'boolean' },
};

const AUDIO = ['opus', 'multiopus', 'isac32', 'isac16', 'pcmu', 'pcma', 'g722', 'l16-48', 'l16'];
const VIDEO = ['vp8', 'vp9', 'av1', 'h264', 'h265'];
const LOWEST_BITRATE = 64_000;

/** Makes a room, with an id of the server's own choice if none is given. */
export function createRoom(rooms: Rooms, body: JsonObject): JsonObject {
  checkFields(body, FIELDS);
  checkFields(body, rooms.ids.rule('room'));
  checkCodecs(
    body['audiocodec'],
    AUDIO,
    'audiocodec can only be or contain opus, isac32, isac16, pcmu, pcma or g722',
  );
  checkCodecs(body['videocodec'], VIDEO, 'videocodec can only be or contain vp8, vp9, av1, h264 or h265');
  const allowed = readAllowed(body, invalid);
  const given = rooms.ids.read(body['room']);
  if (given !== undefined && rooms.find(given)) throw new PluginRefusal(427, `Room ${given} already exists`);
  const id = given ?? rooms.ids.make((taken) => rooms.find(taken) !== undefined);
  rooms.add(new Room(id, settingsOf(body, `Room ${id}`), new AllowList(allowed)));
  return { videoroom: 'created', room: id, permanent: body['permanent'] === true };
}

function checkCodecs(value: unknown, known: readonly string[], reason: string): void {
  if (typeof value !== 'string') return;
  if (
    !value
      .split(',')
      .slice(0, 5)
      .every((codec) => known.includes(codec.toLowerCase()))
  ) {
    throw invalid(`Invalid element (${reason})`);
  }
}

const settingsOf = (body: JsonObject, name: string): RoomSettings => ({
  description: text(body['description']) ?? name,
  secret: text(body['secret']),
  pin: text(body['pin']),
  isPrivate: body['is_private'] === true,
  requirePrivateId: body['require_pvtid'] === true,
  maxPublishers: Number(body['publishers'] ?? 3),
  bitrate: atLeastLowest(Number(body['bitrate'] ?? 0)),
  firFrequency: Number(body['fir_freq'] ?? 0),
  notifyJoining: body['notify_joining'] === true,
  audioCodec: text(body['audiocodec']) ?? 'opus',
  videoCodec: text(body['videocodec']) ?? 'vp8',
  // The server grants it where VP9 is the one codec.
  videoSvc: body['video_svc'] === true && body['videocodec'] === 'vp9',
  record: body['record'] === true,
  lockRecord: body['lock_record'] === true,
});

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** 0 is no limit; any other limit is no lower than this. */
export const atLeastLowest = (bitrate: number): number =>
  bitrate > 0 ? Math.max(bitrate, LOWEST_BITRATE) : 0;
