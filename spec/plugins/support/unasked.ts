// What each plugin's data look like where it tells something unasked: a sample for every word of the server's.
import { type HandleEvent, type PluginEvent } from 'rxjs-janus';
import { toldBy } from '../../../src/handle/told.js';
import { readBridgeEvent } from '../../../src/plugins/audiobridge/bridge-event.js';
import { readEchoEvent } from '../../../src/plugins/echotest/state.js';
import { readRecordPlayEvent } from '../../../src/plugins/recordplay/recordplay-event.js';
import { readSipEvent } from '../../../src/plugins/sip/sip-event.js';
import { readStreamingEvent } from '../../../src/plugins/streaming/streaming-event.js';
import { toTextRoomFrame } from '../../../src/plugins/textroom/frame.js';
import { readVideoCallEvent } from '../../../src/plugins/videocall/event.js';
import { readRoomEvent } from '../../../src/plugins/videoroom/room-event.js';
import { readVoiceMailEvent } from '../../../src/plugins/voicemail/state.js';
import { KINDS } from './kinds.js';

type Data = Readonly<Record<string, unknown>>;

export interface Unasked {
  read(event: HandleEvent): { readonly kind: string } | undefined;
  /** Data by the word that tells what they are. */
  readonly says: Readonly<Record<string, Data>>;
  /** Data that tell something else under one of these words. */
  readonly besides?: readonly Data[];
  /** The words that only ever answer a request. */
  readonly answers: readonly string[];
}

type Words = readonly string[];

const by =
  (read: (event: PluginEvent) => { readonly kind: string } | undefined): Unasked['read'] =>
  (event) =>
    toldBy(event, read);

/** A sample for each word: where that stands, and what comes with it. */
const each = (words: Words, sample: (word: string) => Data): Readonly<Record<string, Data>> =>
  Object.fromEntries(words.map((word) => [word, sample(word)]));

const ROOM = { room: 1, id: 2 };
const LAYERS: Words = ['substream', 'temporal', 'spatial_layer', 'temporal_layer'];

export const UNASKED: Readonly<Record<string, Unasked>> = {
  videoroom: {
    read: by(readRoomEvent),
    says: {
      ...each(
        ['joined', 'attached', 'updated', 'destroyed', 'talking', 'stopped-talking', 'slow_link'],
        (videoroom) => ({ videoroom, ...ROOM }),
      ),
      ...each(
        ['publishers', 'joining', 'unpublished', 'leaving', 'kicked', 'moderation', 'display', 'metadata'],
        (key) => ({ videoroom: 'event', ...ROOM, [key]: 1 }),
      ),
      ...each(LAYERS, (key) => ({ videoroom: 'event', room: 1, mid: '0', [key]: 1 })),
    },
    besides: [{ videoroom: 'event', room: 1, leaving: 'ok', reason: 'kicked' }],
    answers: [
      ...['event', 'created', 'edited', 'success', 'participants', 'forwarders', 'rtp_forward'],
      ...['stop_rtp_forward', 'updating'],
    ],
  },
  audiobridge: {
    read: by(readBridgeEvent),
    says: {
      ...each(
        [
          ...['joined', 'roomchanged', 'left', 'hangingup', 'talking', 'stopped-talking', 'destroyed'],
          ...['announcement-started', 'announcement-stopped'],
        ],
        (audiobridge) => ({ audiobridge, ...ROOM }),
      ),
      ...each(['leaving', 'kicked', 'kicked_all', 'suspended', 'resumed'], (key) => ({
        ...{ audiobridge: 'event', room: 1, [key]: 2 },
      })),
      participants: { audiobridge: 'event', room: 1, participants: [] },
      muted: { audiobridge: 'event', room: 1, muted: true },
      result: { audiobridge: 'event', result: 'ok' },
    },
    besides: [{ audiobridge: 'joined', room: 1, participants: [] }],
    answers: ['event', 'created', 'edited', 'success', 'forwarders', 'announcements'],
  },
  streaming: {
    read: by(readStreamingEvent),
    says: {
      ...each(['started', 'stopped', 'kicked_all'], (status) => ({ streaming: 'event', result: { status } })),
      ...each(['edited', 'rtsp-disconnected', 'rtsp-reconnected'], (event) => ({ event, id: 1 })),
      ...each(LAYERS, (key) => ({ streaming: 'event', result: { [key]: 1 } })),
    },
    answers: [
      ...['event', 'list', 'info', 'created', 'destroyed', 'ok', 'configured'],
      ...['preparing', 'updating', 'starting', 'pausing', 'switching', 'stopping', 'idle'],
    ],
  },
  recordplay: {
    read: by(readRecordPlayEvent),
    says: {
      done: { recordplay: 'event', result: 'done' },
      slow_link: { recordplay: 'event', result: { status: 'slow_link', media: 'audio', uplink: 0 } },
    },
    answers: [
      ...['event', 'ok', 'list', 'configure', 'preparing', 'restarting'],
      ...['recording', 'playing', 'stopped', 'paused', 'resumed'],
    ],
  },
  videocall: {
    read: by(readVideoCallEvent),
    says: each(
      [
        ...['incomingcall', 'accepted', 'update', 'hangup', 'slow_link', 'simulcast'],
        ...['registered', 'calling', 'set'],
      ],
      (event) => ({ videocall: 'event', result: { event } }),
    ),
    answers: ['event'],
  },
  textroom: {
    // All that is told comes over the data channel.
    read: (event) => toTextRoomFrame(JSON.stringify((event as { readonly data?: Data }).data)),
    says: each(['message', 'announcement', 'join', 'leave', 'kicked', 'destroyed'], (textroom) => ({
      ...{ textroom, room: 1, username: 'ann' },
    })),
    answers: ['event', 'success', 'created', 'edited', 'error'],
  },
  sip: {
    read: by(readSipEvent),
    // The kinds are the wire's own words.
    says: each(KINDS['sip'] ?? [], (event) => ({
      sip: 'event',
      result: { event, username: 'sip:ann@janus' },
    })),
    answers: ['event'],
  },
  // It tells nothing unasked.
  nosip: {
    read: () => undefined,
    says: {},
    answers: [
      ...['event', 'generated', 'processed', 'hangingup', 'recordingupdated', 'keyframesent'],
      ...['rtp_forward', 'stop_rtp_forward', 'forwarders'],
    ],
  },
  echotest: {
    read: by(readEchoEvent),
    says: {
      ok: { echotest: 'event', result: 'ok' },
      done: { echotest: 'event', result: 'done' },
      slow_link: { echotest: 'event', event: 'slow_link', media: 'video' },
      ...each(['substream', 'temporal', 'spatial_layer'], (key) => ({ echotest: 'event', [key]: 1 })),
    },
    answers: ['event'],
  },
  voicemail: {
    read: by(readVoiceMailEvent),
    says: each(['started', 'done'], (status) => ({ voicemail: 'event', status })),
    answers: ['event', 'starting', 'updating'],
  },
};
