import type { JsonObject } from '../../json/object.js';
import type { PluginPort } from '../plugin.js';
import type { RoomId } from '../rooms/ids.js';
import type { Room } from './room.js';
import type { Rooms } from './rooms.js';
import { describeStreams, type RoomStream } from './streams.js';

/** Somebody in a room, who may publish; the handle stays theirs after they have left. */
export class Publisher {
  /** Undefined after leaving, and after the room was destroyed. */
  room: Room | undefined;
  streams: readonly RoomStream[] = [];
  /** Mids of the streams that a moderator has muted. */
  readonly moderated = new Set<string>();
  /** The PeerConnection is up: others can subscribe. */
  started = false;

  constructor(
    readonly id: RoomId,
    readonly privateId: number,
    public display: string | undefined,
    readonly port: PluginPort,
    room: Room,
    private readonly rooms: Rooms,
  ) {
    this.room = room;
    room.members.set(id, this);
  }

  /** What others see of them. */
  who(): JsonObject {
    return { id: this.id, ...(this.display === undefined ? {} : { display: this.display }) };
  }

  asParticipant(): JsonObject {
    return { ...this.who(), publisher: this.started };
  }

  /** What who joins is told of them. */
  asPublisher(): JsonObject {
    return { ...this.who(), ...describeStreams(this.streams, this.moderated) };
  }

  tellOthers(event: JsonObject): void {
    this.room?.tellOthers(this, { videoroom: 'event', room: this.room.id, ...event });
  }

  /** The PeerConnection came up. */
  cameUp(): void {
    this.started = true;
    this.tellOthers({ publishers: [{ ...this.who(), ...describeStreams(this.streams) }] });
  }

  /** The PeerConnection ended; the server tells it even of somebody who never published. */
  hungUp(): void {
    this.started = false;
    this.streams = [];
    this.moderated.clear();
    this.tellOthers({ unpublished: this.id });
    this.rooms.subscribers.forEach((subscriber) => subscriber.lose(this));
  }

  leave(how: 'leaving' | 'kicked'): void {
    this.tellOthers({ [how]: this.id });
    this.started = false;
    this.forgetRoom();
  }

  /** Out of the room, without a word to the others. */
  forgetRoom(): void {
    this.room?.members.delete(this.id);
    this.room = undefined;
  }
}
