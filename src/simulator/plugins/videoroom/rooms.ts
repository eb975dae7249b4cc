import type { FieldRules } from '../../json/fields.js';
import type { JsonObject } from '../../json/object.js';
import type { VideoRoomConfig } from './config.js';
import { idKind, type IdKind, type RoomId } from '../rooms/ids.js';
import type { Publisher } from './publisher.js';
import { checkFields, checkSecret, PluginRefusal } from './refusal.js';
import { Room } from './room.js';
import type { Subscriber } from './subscriber.js';

/** All rooms of a server, and who subscribes to what is published in them. */
export class Rooms {
  readonly ids: IdKind;
  readonly subscribers = new Set<Subscriber>();
  readonly #rooms = new Map<RoomId, Room>();

  constructor(configs: readonly VideoRoomConfig[], stringIds: boolean) {
    this.ids = idKind(stringIds);
    configs.forEach((config) => this.add(roomOf(config, stringIds)));
  }

  all(): readonly Room[] {
    return [...this.#rooms.values()];
  }

  find(id: RoomId): Room | undefined {
    return this.#rooms.get(id);
  }

  add(room: Room): void {
    this.#rooms.set(room.id, room);
  }

  remove(room: Room): void {
    this.#rooms.delete(room.id);
  }

  /** The room that a request names, if its secret or pin is right where the room has one. */
  access(body: JsonObject, by: 'secret' | 'pin' | 'anybody'): Room {
    const id = this.ids.read(body['room']) ?? 0;
    const room = this.find(id);
    if (room === undefined) throw new PluginRefusal(426, `No such room (${id})`);
    if (by !== 'anybody') checkSecret(body, by, room.settings[by]);
    return room;
  }

  /** The same by its secret, and somebody in it, of a request with these fields beside. */
  accessMember(body: JsonObject, fields: FieldRules = {}): readonly [Room, Publisher] {
    // The server does not look at the field of the room.
    checkFields(body, { ...this.ids.rule('id', true), secret: { kind: 'string' }, ...fields });
    const room = this.access(body, 'secret');
    const id = this.ids.read(body['id']) ?? 0;
    const member = room.members.get(id);
    if (member === undefined) throw new PluginRefusal(428, `No such user ${id} in room ${room.id}`);
    return [room, member];
  }
}

const roomOf = (config: VideoRoomConfig, stringIds: boolean): Room =>
  new Room(stringIds ? String(config.room) : config.room, {
    description: config.description ?? `Room ${config.room}`,
    secret: config.secret,
    pin: config.pin,
    isPrivate: config.isPrivate ?? false,
    requirePrivateId: config.requirePrivateId ?? false,
    maxPublishers: config.publishers ?? 3,
    bitrate: config.bitrate ?? 0,
    firFrequency: config.firFrequency ?? 0,
    notifyJoining: config.notifyJoining ?? false,
    audioCodec: 'opus',
    videoCodec: config.videoCodec ?? 'vp8',
    videoSvc: config.videoSvc ?? false,
    record: false,
    lockRecord: false,
  });
