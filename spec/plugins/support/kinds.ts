// Every kind that the types say a plugin tells unasked: one left out, or one too many, does not compile.
import { type BridgeEvent } from 'rxjs-janus/audiobridge';
import { type EchoEvent } from 'rxjs-janus/echotest';
import { type RecordPlayEvent } from 'rxjs-janus/recordplay';
import { type SipEvent } from 'rxjs-janus/sip';
import { type StreamingEvent } from 'rxjs-janus/streaming';
import { type TextRoomFrame } from 'rxjs-janus/textroom';
import { type VideoCallEvent } from 'rxjs-janus/videocall';
import { type RoomEvent } from 'rxjs-janus/videoroom';
import { type VoiceMailEvent } from 'rxjs-janus/voicemail';

interface Told {
  readonly kind: string;
}

/** All but what answers, refuses, or is not understood. */
type Of<E extends Told> = Readonly<Record<Exclude<E['kind'], 'answered' | 'refused' | 'unknown'>, 1>>;

const videoroom = {
  ...{ joined: 1, attached: 1, updated: 1, destroyed: 1, talking: 1, 'stopped-talking': 1, slow_link: 1 },
  ...{ publishers: 1, joining: 1, unpublished: 1, leaving: 1, kicked: 1, moderation: 1, display: 1 },
  ...{ metadata: 1, out: 1, substream: 1, temporal: 1, spatial_layer: 1, temporal_layer: 1 },
} as const satisfies Of<RoomEvent>;

const audiobridge = {
  ...{ joined: 1, roomchanged: 1, joining: 1, changed: 1, leaving: 1, left: 1, kicked: 1, destroyed: 1 },
  ...{ talking: 1, 'stopped-talking': 1, suspended: 1, resumed: 1, 'room-muted': 1, hangingup: 1 },
  ...{ configured: 1, 'announcement-started': 1, 'announcement-stopped': 1 },
} as const satisfies Of<BridgeEvent>;

const streaming = {
  ...{ started: 1, kicked: 1, stopped: 1, edited: 1, layer: 1 },
  ...{ 'rtsp-disconnected': 1, 'rtsp-reconnected': 1 },
} as const satisfies Of<StreamingEvent>;

const sip = {
  ...{ registering: 1, registered: 1, registration_failed: 1, unregistering: 1, unregistered: 1 },
  ...{ calling: 1, proceeding: 1, ringing: 1, progress: 1, accepted: 1, accepting: 1, progressed: 1 },
  ...{ incomingcall: 1, missed_call: 1, updatingcall: 1, updating: 1, updated: 1, holding: 1, resuming: 1 },
  ...{ transferring: 1, transfer: 1, declining: 1, hangingup: 1, hangup: 1, info: 1, infosent: 1 },
  ...{ dtmf: 1, dtmfsent: 1, message: 1, messagesent: 1, messagedelivery: 1, subscribing: 1 },
  ...{ subscribe_succeeded: 1, subscribe_failed: 1, unsubscribing: 1, notify: 1, recordingupdated: 1 },
  ...{ keyframesent: 1, rtp_forward: 1, stop_rtp_forward: 1, forwarders: 1, reset: 1 },
} as const satisfies Of<SipEvent>;

/** By plugin. */
export const KINDS: Readonly<Record<string, readonly string[]>> = {
  videoroom: Object.keys(videoroom),
  audiobridge: Object.keys(audiobridge),
  streaming: Object.keys(streaming),
  sip: Object.keys(sip),
  recordplay: Object.keys({ done: 1, 'slow-link': 1 } as const satisfies Of<RecordPlayEvent>),
  videocall: Object.keys({
    ...{ incomingcall: 1, accepted: 1, update: 1, hangup: 1, slow_link: 1, simulcast: 1 },
    ...{ registered: 1, calling: 1, set: 1 },
  } as const satisfies Of<VideoCallEvent>),
  textroom: Object.keys({
    ...{ message: 1, announcement: 1, join: 1, leave: 1, kicked: 1, destroyed: 1 },
  } as const satisfies Of<TextRoomFrame>),
  echotest: Object.keys({
    ...{ ok: 1, done: 1, slow_link: 1, substream: 1, temporal: 1, spatial_layer: 1 },
  } as const satisfies Of<EchoEvent>),
  voicemail: Object.keys({ started: 1, done: 1 } as const satisfies Of<VoiceMailEvent>),
  // It tells nothing unasked.
  nosip: [],
};
