import type { JsonObject } from '../../json/object.js';
import { idKind, type IdKind, type RoomId } from '../rooms/ids.js';
import { PluginRefusal, checkFields, checkSecret } from './refusal.js';
import { type Member, Room } from './room.js';

/** All rooms of a server. */
export class Rooms {
  readonly ids: IdKind;
  readonly all = new Map<RoomId, Room>();

  constructor(stringIds: boolean) {
    this.ids = idKind(stringIds);
    // The room of the server's sample configuration.
    const id = stringIds ? '1234' : 1234;
    const demo = { description: 'Demo Room', secret: 'adminpwd', samplingRate: 16_000 };
    const none = { pin: undefined, isPrivate: false, spatial: false, record: false };
    this.all.set(id, new Room(id, { ...demo, ...none }));
  }

  /** The room that a request names. */
  find(body: JsonObject): Room {
    checkFields(body, this.ids.rule('room', true));
    return this.#lookUp(body);
  }

  /** The same, for who knows its secret. */
  govern(body: JsonObject): Room {
    checkFields(body, { secret: { kind: 'string' }, ...this.ids.rule('room', true) });
    return this.access(body);
  }

  /** The same, of a request whose fields have been looked at. */
  access(body: JsonObject): Room {
    const room = this.#lookUp(body);
    checkSecret(body, 'secret', room.settings.secret);
    return room;
  }

  /** Somebody whom a request names, and their room. */
  governMember(body: JsonObject): readonly [Room, Member] {
    checkFields(body, {
      secret: { kind: 'string' },
      ...this.ids.rule('room', true),
      ...this.ids.rule('id', true),
    });
    const room = this.govern(body);
    const id = this.ids.read(body['id']) ?? 0;
    const member = room.members.get(id);
    if (member === undefined) throw new PluginRefusal(492, `No such user ${id} in room ${room.id}`);
    return [room, member];
  }

  #lookUp(body: JsonObject): Room {
    const id = this.ids.read(body['room']) ?? 0;
    const room = this.all.get(id);
    if (room === undefined) throw new PluginRefusal(485, `No such room (${id})`);
    return room;
  }
}
