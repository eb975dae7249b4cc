import { ProtocolError, decode } from 'rxjs-janus';
import { decodeFrame } from '../../src/protocol/decode.js';
import { ANSWERS } from '../../src/protocol/verbs.js';

const plugindata = { plugin: 'janus.plugin.echotest', data: { result: 'ok' } };

describe('decode', () => {
  const good: readonly [string, object][] = [
    ['a success', { janus: 'success', transaction: 'a', data: { id: 1 } }],
    ['a success of a claim, which has no data', { janus: 'success', session_id: 1, transaction: 'a' }],
    ['a synchronous answer', { janus: 'success', session_id: 1, transaction: 'a', sender: 2, plugindata }],
    ['an ack', { janus: 'ack', session_id: 1, transaction: 'a', hint: "I'm taking my time!" }],
    ['an event', { janus: 'event', session_id: 1, sender: 2, plugindata }],
    ['an event with jsep', { janus: 'event', sender: 2, plugindata, jsep: { type: 'answer', sdp: 'v=0' } }],
    [
      'an error',
      { janus: 'error', session_id: 1, transaction: 'a', error: { code: 458, reason: 'No such session' } },
    ],
    [
      'an error on a transaction that was no string',
      { janus: 'error', error: { code: 467, reason: 'Invalid' } },
    ],
    ['the largest id', { janus: 'webrtcup', session_id: 2 ** 53 - 1, sender: 2 ** 53 - 1 }],
    ['a time-out, which has no sender', { janus: 'timeout', session_id: 1 }],
    ['an empty poll', { janus: 'keepalive' }],
    ['a slow link', { janus: 'slowlink', sender: 2, mid: '0', media: 'audio', uplink: true, lost: 12 }],
    ['the end of the candidates', { janus: 'trickle', sender: 2, candidate: { completed: true } }],
    ['an empty transaction', { janus: 'ack', transaction: '' }],
    ['fields that it does not know', { janus: 'pong', transaction: 'a', later: { more: true } }],
  ];

  it.each(good)('takes %s as it is, without a copy', (_, raw) => {
    expect(decode(raw)).toBe(raw);
  });

  it.each(Object.keys(ANSWERS).filter((verb) => verb !== 'unknown'))('knows %s', (janus) => {
    const raw = { janus, error: { code: 1, reason: 'x' }, plugindata };
    expect(decode(raw).janus).toBe(janus);
  });

  it.each(['ringing', 'Success', '', 'unknown', 'constructor', '__proto__', 'toString'])(
    'lets the unknown verb %p through as unknown, with its envelope and the whole object',
    (verb) => {
      const raw = { janus: verb, session_id: 1, sender: 2, transaction: 'a', more: [1] };
      expect(decode(raw)).toMatchObject({
        janus: 'unknown',
        verb,
        session_id: 1,
        sender: 2,
        transaction: 'a',
        raw,
      });
    },
  );

  const bad: readonly [string, unknown, RegExp][] = [
    ['undefined', undefined, /object/],
    ['null', null, /object/],
    ['a number', 1, /object/],
    ['text', '{"janus":"ack"}', /object/],
    ['an array', [{ janus: 'ack' }], /object/],
    ['no verb', {}, /janus/],
    ['a verb that is a number', { janus: 7 }, /janus/],
    ['a verb that is null', { janus: null }, /janus/],
    ['a transaction that is a number', { janus: 'ack', transaction: 5 }, /transaction/],
    ['a transaction that is null', { janus: 'ack', transaction: null }, /transaction/],
    ['a session id that is text', { janus: 'ack', session_id: '1' }, /session_id/],
    ['a session id that is a fraction', { janus: 'ack', session_id: 1.5 }, /session_id/],
    ['a session id beyond 2^53', { janus: 'ack', session_id: 2 ** 53 }, /session_id/],
    ['a sender beyond 2^53', { janus: 'event', sender: 1e300, plugindata }, /sender/],
    ['a sender that is null', { janus: 'event', sender: null, plugindata }, /sender/],
    ['an error without details', { janus: 'error' }, /error/],
    ['an error that is text', { janus: 'error', error: 'No such session' }, /error/],
    ['an error without a code', { janus: 'error', error: { reason: 'No' } }, /error/],
    ['an error whose code is text', { janus: 'error', error: { code: '458', reason: 'No' } }, /error/],
    ['an event without plugindata', { janus: 'event', sender: 2 }, /plugindata/],
    ['an event whose plugindata is null', { janus: 'event', sender: 2, plugindata: null }, /plugindata/],
    ['an event without data', { janus: 'event', sender: 2, plugindata: { plugin: 'x' } }, /plugindata/],
    [
      'an event whose data is an array',
      { janus: 'event', plugindata: { plugin: 'x', data: [] } },
      /plugindata/,
    ],
    ['a success whose plugindata is text', { janus: 'success', plugindata: 'x' }, /plugindata/],
    ['an unknown verb with a wrong sender', { janus: 'ringing', sender: 'x' }, /sender/],
  ];

  it.each(bad)('refuses %s, naming the field', (_, raw, problem) => {
    expect(() => decode(raw)).toThrow(ProtocolError);
    expect(() => decode(raw)).toThrow(problem);
  });
});

describe('decodeFrame', () => {
  it('reads text', () => {
    expect(decodeFrame('{"janus":"ack"}', 100)).toEqual({ janus: 'ack' });
  });

  it('reads a frame of exactly the limit and refuses one above it, naming the option', () => {
    const frame = '{"janus":"ack"}';
    expect(decodeFrame(frame, frame.length).janus).toBe('ack');
    expect(() => decodeFrame(frame, frame.length - 1)).toThrow(/15.*maxFrameLength.*14/);
  });

  it.each([
    ['binary', new Uint8Array([123, 125])],
    ['an ArrayBuffer', new ArrayBuffer(2)],
    ['null', null],
    ['undefined', undefined],
    ['nothing', ''],
    ['no JSON', '{"janus":'],
    ['two objects', '{"janus":"ack"}{"janus":"ack"}'],
    ['a JSON text', '"ack"'],
    ['a JSON null', 'null'],
    ['a JSON array', '[1,2]'],
  ])('refuses %s', (_, frame) => {
    expect(() => decodeFrame(frame, 1_000)).toThrow(ProtocolError);
  });

  it('does not quote what it could not parse, as it may hold a secret', () => {
    let told = '';
    try {
      decodeFrame('{"pin": "s3cret", oops}', 1_000);
    } catch (error) {
      told = `${String(error)} ${String((error as Error).cause)}`;
    }
    expect(told).toContain('23');
    expect(told).not.toContain('s3cret');
  });
});
