import type { JsonObject } from '../../json/object.js';
import type { PluginPort } from '../plugin.js';
import { AllowList } from '../rooms/allowed.js';
import type { Editable } from '../rooms/edit.js';
import type { RoomId } from '../rooms/ids.js';

/** What a room is set up with; `edit` can change some of it. */
export interface BridgeSettings extends Editable {
  readonly samplingRate: number;
  readonly spatial: boolean;
  record: boolean;
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
    readonly allowed = new AllowList(),
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
    const { description, samplingRate, spatial, pin, record } = this.settings;
    return {
      room: this.id,
      description,
      sampling_rate: samplingRate,
      spatial_audio: spatial,
      pin_required: pin !== undefined,
      record,
      muted: this.muted,
      num_participants: this.members.size,
    };
  }
}
