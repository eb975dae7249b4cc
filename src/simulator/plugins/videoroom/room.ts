import type { JsonObject } from '../../json/object.js';
import { AllowList } from '../rooms/allowed.js';
import type { Editable } from '../rooms/edit.js';
import type { RoomId } from '../rooms/ids.js';
import type { Publisher } from './publisher.js';

/** What a room is set up with; `edit` can change some of it. */
export interface RoomSettings extends Editable {
  requirePrivateId: boolean;
  maxPublishers: number;
  bitrate: number;
  firFrequency: number;
  record: boolean;
  lockRecord: boolean;
  readonly notifyJoining: boolean;
  readonly audioCodec: string;
  readonly videoCodec: string;
  readonly videoSvc: boolean;
}

/** One room: its settings and who is in it as a publisher, publishing or not. */
export class Room {
  readonly members = new Map<RoomId, Publisher>();

  constructor(
    readonly id: RoomId,
    readonly settings: RoomSettings,
    readonly allowed = new AllowList(),
  ) {}

  /** Names of the codecs that publishers may use, in lower case. */
  get codecs(): readonly string[] {
    return [this.settings.audioCodec, this.settings.videoCodec].flatMap((codecs) => codecs.split(','));
  }

  /** Tells everybody in the room. */
  tell(event: JsonObject): void {
    for (const { port } of [...this.members.values()])
      port.push({ videoroom: 'event', room: this.id, ...event });
  }

  /** Tells everybody in the room but one; subscribers are not in it. */
  tellOthers(except: Publisher, event: JsonObject): void {
    for (const member of [...this.members.values()]) {
      if (member !== except) member.port.push(event);
    }
  }

  /** What `list` tells of it. */
  describe(): JsonObject {
    const { settings } = this;
    return {
      room: this.id,
      description: settings.description,
      pin_required: settings.pin !== undefined,
      is_private: settings.isPrivate,
      max_publishers: settings.maxPublishers,
      bitrate: settings.bitrate,
      fir_freq: settings.firFrequency,
      require_pvtid: settings.requirePrivateId,
      require_e2ee: false,
      dummy_publisher: false,
      notify_joining: settings.notifyJoining,
      audiocodec: settings.audioCodec,
      videocodec: settings.videoCodec,
      opus_fec: true,
      ...(settings.videoSvc ? { video_svc: true } : {}),
      record: settings.record,
      lock_record: settings.lockRecord,
      num_participants: this.members.size,
      audiolevel_ext: true,
      audiolevel_event: false,
      videoorient_ext: true,
      playoutdelay_ext: true,
      transport_wide_cc_ext: true,
    };
  }
}
