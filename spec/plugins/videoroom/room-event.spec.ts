import { toldBy } from '../../../src/handle/told.js';
import { type HandleEvent } from 'rxjs-janus';
import { readRoomEvent } from '../../../src/plugins/videoroom/room-event.js';

const toRoomEvent = (event: HandleEvent) => toldBy(event, readRoomEvent);

type Data = Readonly<Record<string, unknown>>;

const plugin = (data: Data, transaction?: string): HandleEvent => ({
  kind: 'plugin',
  data,
  jsep: undefined,
  transaction,
});
const offer = { type: 'offer', sdp: 'v=0' } as const;
const event = (data: Data): HandleEvent => plugin({ videoroom: 'event', room: 7, ...data });
const streams = [{ type: 'audio', mindex: 0, mid: '0', codec: 'opus' }];

const talk = { room: 7, id: 2, mindex: 0, mid: '0', 'audio-level-dBov-avg': 28.5 };
const layer = { room: 7, mid: '1' };

/** What comes, and what it is told as beside its own fields; `event` is what is called so on the wire. */
const rows: readonly (readonly [HandleEvent, object | undefined])[] = [
  ...[
    { kind: 'joining', room: 7, joining: { id: 2, display: 'Ann' } },
    { kind: 'publishers', room: 7, publishers: [{ id: 2, dummy: true, streams, talking: false }] },
    { kind: 'unpublished', room: 7, unpublished: 2 },
    { kind: 'leaving', room: 7, leaving: 2, display: 'Ann' },
    { kind: 'leaving', room: 7, leaving: 'ok' },
    { kind: 'kicked', room: 7, kicked: 2 },
    { kind: 'moderation', room: 7, id: 2, mid: '1', moderation: 'muted' },
    { kind: 'substream', ...layer, substream: 1 },
    { kind: 'temporal', ...layer, temporal: 1 },
    { kind: 'spatial_layer', ...layer, spatial_layer: 1, temporal_layer: 2 },
    { kind: 'temporal_layer', ...layer, temporal_layer: 2 },
  ].map((told) => {
    const { kind: _kind, ...data } = told;
    return [event(data), told] as const;
  }),
  ...(['talking', 'stopped-talking'] as const).map(
    (kind) => [plugin({ videoroom: kind, ...talk }), { kind, ...talk }] as const,
  ),
  // These come without their room.
  [plugin({ videoroom: 'event', id: 2, display: 'Anna' }), { kind: 'display', id: 2, display: 'Anna' }],
  [
    plugin({ videoroom: 'event', id: 2, metadata: { hand: 'up' } }),
    { kind: 'metadata', id: 2, metadata: { hand: 'up' } },
  ],
  [event({ leaving: 'ok', reason: 'kicked' }), { kind: 'out', room: 7, reason: 'kicked' }],
  [plugin({ videoroom: 'event', room: 7, leaving: 'ok' }, 't'), { kind: 'out', room: 7, reason: 'left' }],
  [plugin({ videoroom: 'event', room: 7, left: 'ok' }, 't'), { kind: 'out', room: 7, reason: 'left' }],
  [plugin({ videoroom: 'destroyed', room: '7' }), { kind: 'destroyed', room: '7' }],
  [
    plugin({ videoroom: 'slow_link', 'current-bitrate': 128_000 }),
    { kind: 'slow_link', 'current-bitrate': 128_000 },
  ],
  [plugin({ videoroom: 'slow_link' }), { kind: 'slow_link' }],
  [
    { kind: 'plugin', data: { videoroom: 'updated', room: 7, streams }, jsep: offer, transaction: undefined },
    { kind: 'updated', room: 7, streams, jsep: offer },
  ],
  [
    { kind: 'plugin', data: { videoroom: 'attached', room: 7, streams }, jsep: offer, transaction: 't' },
    { kind: 'attached', room: 7, streams, jsep: offer },
  ],
  [plugin({ videoroom: 'updated', room: 7 }, 't'), { kind: 'updated', room: 7 }],
  [
    plugin({ videoroom: 'event', room: 7, switched: 'ok', changes: 1, streams }, 't'),
    { kind: 'updated', room: 7, switched: 'ok', changes: 1, streams },
  ],
  [
    plugin({ videoroom: 'joined', room: 7, id: 1, publishers: [], attendees: [{ id: 2 }] }, 't'),
    { kind: 'joined', room: 7, id: 1, publishers: [], attendees: [{ id: 2 }] },
  ],
  [
    { kind: 'plugin-error', code: 499, reason: 'oh', data: {}, transaction: undefined },
    { kind: 'refused', code: 499, reason: 'oh' },
  ],
  ...[
    plugin({ videoroom: 'event', room: 7, unpublished: 'ok' }, 't'),
    event({ brandnew: 1 }),
    plugin({ videoroom: 'brandnew', room: 7 }),
    plugin({ videoroom: 'constructor', room: 7 }),
    plugin({}),
  ].map((one) => [one, { kind: 'unknown', data: (one as { readonly data: Data }).data }] as const),
  [{ kind: 'webrtcup' }, undefined],
];

describe('an event of the room', () => {
  it.each(rows)('%j', (from, to) => {
    expect(toRoomEvent(from)).toEqual(to);
  });
});
