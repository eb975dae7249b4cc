// What is sent to a real server and to the simulator, to see whether they answer alike.
import type { Json } from './json.js';
import { offer } from './sdp.js';

/** Ids of the client that sends. */
export interface Ids {
  readonly session: number;
  readonly echo: number;
  readonly room: number;
}

/** Who sends what, and how many messages all clients get for it. */
export interface Step {
  readonly by?: number;
  readonly send: string | Buffer | ((ids: Ids) => Json);
  readonly gives: readonly number[];
}

const core = (fields: Json): Step => ({ send: () => fields, gives: [1] });
const inSession = (fields: Json): Step => ({
  send: ({ session }) => ({ session_id: session, ...fields }),
  gives: [1],
});
const toEcho = (fields: Json, count: number): Step => ({
  send: ({ session, echo }) => ({ session_id: session, handle_id: echo, ...fields }),
  gives: [count],
});
const echo = (body: unknown, jsep?: unknown): Step =>
  toEcho({ janus: 'message', body, ...(jsep === undefined ? {} : { jsep }) }, jsep === undefined ? 2 : 1);
const raw = (send: string | Buffer, count = 1): Step => ({ send, gives: [count] });

export const coreSteps: readonly Step[] = [
  ...[
    '{bad',
    '',
    'null',
    '[]',
    '{}',
    '{"a":1,}',
    '{"a":01}',
    '{"a":tru}',
    '{"a":"\\x"}',
    '{"a":"\\ud800"}',
  ].map((text) => raw(text)),
  ...['{"a":"abc', '{"a":12345678901234567890123}', '{"a":[1 2]}', '\n {"é":x}', '{"a":\u0001}'].map((text) =>
    raw(text),
  ),
  raw(Buffer.from([0x7b, 0x22, 0xc3, 0x28])),
  raw('{"janus":"ping","transaction":"1"} {"janus":"ping","transaction":"2"}', 2),
  raw('{"janus":"ping"}'),
  raw('{"janus":"ping","transaction":null}'),
  raw('{"transaction":"t","janus":5}'),
  core({ janus: 'PING' }),
  core({ janus: 'create', id: -1 }),
  core({ janus: 'ping', id: 'x' }),
  core({ janus: 'claim' }),
  core({ janus: 'claim', session_id: '12' }),
  core({ janus: 'claim', session_id: -5 }),
  core({ janus: 'claim', session_id: 55 }),
  core({ janus: 'message', handle_id: 55 }),
  inSession({ janus: 'claim' }),
  inSession({ janus: 'claim', handle_id: 5 }),
  inSession({ janus: 'claim', handle_id: 'x' }),
  inSession({ janus: 'foo' }),
  inSession({ janus: 'info' }),
  inSession({ janus: 'attach' }),
  inSession({ janus: 'attach', plugin: 'x' }),
  inSession({ janus: 'attach', plugin: 'janus.plugin.echotest', opaque_id: 5 }),
  inSession({ janus: 'message' }),
  toEcho({ janus: 'destroy' }, 1),
  toEcho({ janus: 'keepalive' }, 1),
  toEcho({ janus: 'message' }, 1),
  toEcho({ janus: 'trickle' }, 1),
  toEcho({ janus: 'trickle', candidate: {}, candidates: [] }, 1),
  toEcho({ janus: 'trickle', candidates: [] }, 1),
  ...[{}, { audio: true }, { audio: 'x' }, { bitrate: -1 }, { substream: 5 }, { min_delay: 1.5 }].map(
    (body) => echo(body),
  ),
  ...[5, {}, { type: 'offer' }, { type: 'bogus', sdp: 'v=0' }, { type: 'offer', sdp: 'v=0\r\nm=audio' }].map(
    (jsep) => echo({ audio: true }, jsep),
  ),
  toEcho({ janus: 'hangup' }, 2),
  toEcho({ janus: 'message', body: { audio: true }, jsep: { type: 'offer', sdp: offer() } }, 2),
  toEcho({ janus: 'trickle', candidate: { sdpMid: 0, candidate: 'x' } }, 1),
  toEcho({ janus: 'trickle', candidate: {} }, 1),
  toEcho({ janus: 'hangup' }, 3),
  // Not the handle of the echo test: how much it says depends on how far the hangup has got.
  { send: ({ session, room }) => ({ janus: 'detach', session_id: session, handle_id: room }), gives: [2] },
  inSession({ janus: 'destroy' }),
  inSession({ janus: 'keepalive' }),
];

export const restSteps: readonly (readonly [method: string, path: string, body?: string])[] = [
  ['POST', '/janus', '{"janus":"ping","transaction":"t"}'],
  ['POST', '/JANUS/', '{"janus":"ping","transaction":"t"}'],
  ['POST', '/janus/S', '{"janus":"keepalive","transaction":"t"}'],
  ['POST', '/janus/S/H', '{"janus":"keepalive","transaction":"t"}'],
  ['POST', '/janus/S/H/x', '{"janus":"keepalive","transaction":"t"}'],
  ['POST', '/janus/5', '{"janus":"keepalive","transaction":"t"}'],
  ['POST', '/janus/S', '{"janus":"keepalive","transaction":"t","session_id":5}'],
  ['POST', '/janus/S/5', '{"janus":"keepalive","transaction":"t"}'],
  ['POST', '/janus/abc', '{"janus":"keepalive","transaction":"t"}'],
  ['POST', '/janus/S', '{"janus":"keepalive","transaction":"t","session_id":"x"}'],
  ['POST', '/janus/S', '{"janus":"keepalive"}'],
  ['POST', '/janus/info', '{"janus":"info","transaction":"t"}'],
  ...[
    '/',
    '/x',
    '/janus',
    '/janus/',
    '/janus/ping',
    '/janus/abc',
    '/janus/5',
    '/janus/5/6',
    '/janus/S/H',
    '/janus/S/H/x',
  ].map((path) => ['GET', path] as const),
  ...['{bad', '[1]', 'null', '{} x', '{}', ' {"janus":"ping","transaction":"t"} \n', '{\n\n"a":b}'].map(
    (body) => ['POST', '/janus', body] as const,
  ),
  ['POST', '/x', '{}'],
  ['POST', '/janus', ''],
  ['OPTIONS', '/janus/S'],
  ['OPTIONS', '/x'],
  ['DELETE', '/x'],
  ['PUT', '/janus', '{}'],
  ['POST', '/janus/S/H', '{"janus":"message","transaction":"e","body":{"audio":true}}'],
  ['GET', '/janus/S?maxev=5'],
  ['POST', '/janus/S/H', '{"janus":"message","transaction":"e","body":{"audio":true}}'],
  ['GET', '/janus/S?maxev=x'],
  ['POST', '/janus/S', '{"janus":"claim","transaction":"t"}'],
  ['POST', '/janus/S', '{"janus":"destroy","transaction":"t"}'],
  ['GET', '/janus/S'],
  ['POST', '/janus/S', '{"janus":"keepalive","transaction":"t"}'],
];
