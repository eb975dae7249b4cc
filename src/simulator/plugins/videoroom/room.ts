import type { JsonObject } from '../../json/object.js';
import type { RoomId } from './ids.js';
import type { Publisher } from './publisher.js';

/** What a room is set up with; `edit` can change some of it. */
export interface RoomSettings {
  description: string;
  secret: string | undefined;
  pin: string | undefined;
  isPrivate: boolean;
  requirePrivateId: boolean;
  maxPublishers: number;
  bitrate: number;
  firFrequency: number;
  readonly notifyJoining: boolean;
  readonly audioCodec: string;
  readonly videoCodec: string;
  readonly videoSvc: boolean;
}

/** One room: its settings and who is in it as a publisher, publishing or not. */
export class Room {
  readonly members = new Map<RoomId, Publisher>();
  readonly allowed = new Set<string>();
  /** Whether one of the allowed tokens is needed to join. */
  checkAllowed = false;

  constructor(
    readonly id: RoomId,
    readonly settings: RoomSettings,
  ) {}

  /** Names of the codecs that publishers may use, in lower case. */
  get codecs(): readonly string[] {
    return [this.settings.audioCodec, this.settings.videoCodec].flatMap((codecs) => codecs.split(','));
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
      record: false,
      lock_record: false,
      num_participants: this.members.size,
      audiolevel_ext: true,
      audiolevel_event: false,
      videoorient_ext: true,
      playoutdelay_ext: true,
      transport_wide_cc_ext: true,
    };
  }
}
