import { toldBy } from '../../../src/handle/told.js';
import { type HandleEvent } from 'rxjs-janus';
import { type StreamingEvent } from 'rxjs-janus/streaming';
import { readStreamingEvent } from '../../../src/plugins/streaming/streaming-event.js';

const toStreamingEvent = (event: HandleEvent) => toldBy(event, readStreamingEvent);

const plugin = (data: Readonly<Record<string, unknown>>, transaction?: string): HandleEvent => ({
  kind: 'plugin',
  data,
  jsep: undefined,
  transaction,
});
const result = (fields: object, transaction?: string): HandleEvent =>
  plugin({ streaming: 'event', result: fields }, transaction);

describe('what the Streaming plugin tells', () => {
  const rows: readonly (readonly [string, HandleEvent, StreamingEvent | undefined])[] = [
    ['that media flows', result({ status: 'started' }), { kind: 'started' }],
    ['that all are kicked', result({ status: 'kicked_all' }), { kind: 'kicked' }],
    ['that the mountpoint is destroyed', result({ status: 'stopped' }), { kind: 'stopped' }],
    [
      'new metadata',
      plugin({ event: 'edited', id: 7, metadata: 'm' }),
      { kind: 'edited', id: 7, metadata: 'm' },
    ],
    ['that there is none any more', plugin({ event: 'edited', id: 'x' }), { kind: 'edited', id: 'x' }],
    ['another quality', result({ mid: 'v', substream: 1 }), { kind: 'layer', mid: 'v', substream: 1 }],
    ['that it is sent already', result({ temporal: 2 }), { kind: 'layer', temporal: 2 }],
    [
      'a layer',
      result({ mid: 'v', spatial_layer: 1, temporal_layer: 0 }),
      { kind: 'layer', mid: 'v', spatial_layer: 1, temporal_layer: 0 },
    ],
    [
      'that the source is lost',
      plugin({ event: 'rtsp-disconnected', id: 7 }),
      { kind: 'rtsp-disconnected', id: 7 },
    ],
    ['that it is back', plugin({ event: 'rtsp-reconnected', id: 7 }), { kind: 'rtsp-reconnected', id: 7 }],
    [
      'an answer that is late',
      result({ status: 'preparing' }, 't'),
      { kind: 'answered', result: { status: 'preparing' }, jsep: undefined },
    ],
    [
      'what a later server adds',
      result({ status: 'dancing' }),
      { kind: 'unknown', data: { streaming: 'event', result: { status: 'dancing' } } },
    ],
    ['what has no result', plugin({ streaming: 'x' }), { kind: 'unknown', data: { streaming: 'x' } }],
    [
      'an error that answers nothing',
      { kind: 'plugin-error', code: 470, reason: 'r', data: {}, transaction: undefined },
      { kind: 'refused', code: 470, reason: 'r' },
    ],
    ['nothing of the core’s', { kind: 'webrtcup' }, undefined],
  ];

  it.each(rows)('is read: %s', (_, event, read) => {
    expect(toStreamingEvent(event)).toEqual(read);
  });
});
