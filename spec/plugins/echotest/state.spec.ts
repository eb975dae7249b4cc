import { toldBy } from '../../../src/handle/told.js';
import { type HandleEvent } from 'rxjs-janus';
import { type EchoMedia } from 'rxjs-janus/echotest';
import { type StateInput } from '../../../src/handle/plugin-state.js';
import { ECHO_STATE, readEchoEvent } from '../../../src/plugins/echotest/state.js';

const toEchoEvent = (event: HandleEvent) => toldBy(event, readEchoEvent);

type Data = Readonly<Record<string, unknown>>;

const plugin = (data: Data, transaction?: string): HandleEvent => ({
  kind: 'plugin',
  data: { echotest: 'event', ...data },
  jsep: undefined,
  transaction,
});
const event = (one: HandleEvent): StateInput => ({ kind: 'event', event: one });
const reply = (withAnswer: boolean): StateInput => ({
  ...{ kind: 'reply', verb: 'message', body: {} },
  reply: {
    data: { echotest: 'event', result: 'ok' },
    jsep: withAnswer ? { type: 'answer', sdp: 'v=0' } : undefined,
    transaction: 't',
  },
});

describe('an event of the echo test', () => {
  it.each([
    [plugin({ result: 'done' }), { kind: 'done' }],
    [plugin({ result: 'ok' }, 't'), { kind: 'ok' }],
    [
      plugin({ event: 'slow_link', media: 'video', 'current-bitrate': 64_000 }),
      { kind: 'slow_link', media: 'video', 'current-bitrate': 64_000 },
    ],
    [plugin({ videocodec: 'vp8', substream: 1 }), { kind: 'substream', videocodec: 'vp8', substream: 1 }],
    [plugin({ videocodec: 'vp8', temporal: 2 }), { kind: 'temporal', videocodec: 'vp8', temporal: 2 }],
    [
      plugin({ videocodec: 'vp9', spatial_layer: 1, temporal_layer: 2 }),
      { kind: 'spatial_layer', videocodec: 'vp9', spatial_layer: 1, temporal_layer: 2 },
    ],
    [plugin({ result: 'brandnew' }), { kind: 'unknown', data: { echotest: 'event', result: 'brandnew' } }],
    [
      { kind: 'plugin-error', code: 414, reason: 'oh', data: {}, transaction: undefined } as const,
      { kind: 'refused', code: 414, reason: 'oh' },
    ],
    [{ kind: 'webrtcup' } as const, undefined],
  ])('%j', (from: HandleEvent, to) => {
    expect(toEchoEvent(from)).toEqual(to);
  });
});

describe('the media of the echo test', () => {
  const rows: readonly (readonly [string, EchoMedia, StateInput, EchoMedia])[] = [
    ['connects once an offer is answered', 'idle', reply(true), 'connecting'],
    ['does not connect by a request without an offer', 'idle', reply(false), 'idle'],
    ['is up', 'connecting', event({ kind: 'webrtcup' }), 'up'],
    ['stays up when renegotiated', 'up', reply(true), 'up'],
    ['is done when the plugin says so', 'up', event(plugin({ result: 'done' })), 'done'],
    ['is done when it is hung up', 'up', event({ kind: 'hangup', reason: 'DTLS alert' }), 'done'],
    ['connects anew', 'done', reply(true), 'connecting'],
    ['takes no notice of a slow link', 'up', event(plugin({ event: 'slow_link', media: 'audio' })), 'up'],
  ];

  it.each(rows)('%s', (_, before, input, after) => {
    expect(ECHO_STATE.fold(before, input)).toBe(after);
    expect(ECHO_STATE.fold(after, input)).toBe(after);
  });

  it('is kept by a snapshot once there was any', () => {
    expect(ECHO_STATE.save?.('idle')).toBeUndefined();
    expect(ECHO_STATE.load?.(ECHO_STATE.save?.('up') ?? {})).toBe('up');
    expect(ECHO_STATE.load?.({})).toBeUndefined();
  });
});
