import type { JsonObject } from '../../json/object.js';
import type { PluginPort } from '../plugin.js';
import type { RoomId } from '../videoroom/ids.js';

/** What a room is set up with. */
export interface BridgeSettings {
  readonly description: string;
  readonly secret: string | undefined;
  readonly pin: string | undefined;
  readonly isPrivate: boolean;
  readonly samplingRate: number;
  readonly spatial: boolean;
  readonly allowed: readonly string[] | undefined;
}

/** Somebody in a room. */
export interface Member {
  readonly id: RoomId;
  readonly port: PluginPort;
  display: string | undefined;
  muted: boolean;
  position: number;
  /** The PeerConnection is up. */
  started: boolean;
}

/** One room: its settings, and who is in it. */
export class Room {
  readonly members = new Map<RoomId, Member>();
  muted = false;

  constructor(
    readonly id: RoomId,
    readonly settings: BridgeSettings,
  ) {}

  /** Tells everybody in the room, or all but one. */
  tell(event: JsonObject, except?: Member): void {
    for (const member of [...this.members.values()])
      if (member !== except) member.port.push({ audiobridge: 'event', room: this.id, ...event });
  }

  /** Somebody as the server tells of them. */
  show({ id, display, started, muted, position }: Member): JsonObject {
    return {
      id,
      ...(display === undefined ? {} : { display }),
      setup: started,
      muted,
      ...(this.settings.spatial ? { spatial_position: position } : {}),
    };
  }

  /** All, or all but one. */
  list(except?: Member): readonly JsonObject[] {
    return [...this.members.values()]
      .filter((member) => member !== except)
      .map((member) => this.show(member));
  }

  /** Takes somebody out and tells the others. */
  remove(member: Member): void {
    if (this.members.delete(member.id)) this.tell({ leaving: member.id });
  }

  /** What `list` tells of it. */
  describe(): JsonObject {
    const { description, samplingRate, spatial, pin } = this.settings;
    return {
      room: this.id,
      description,
      sampling_rate: samplingRate,
      spatial_audio: spatial,
      pin_required: pin !== undefined,
      record: false,
      muted: this.muted,
      num_participants: this.members.size,
    };
  }
}
