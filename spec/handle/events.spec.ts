import { type HandleEvent, type JanusMessage, decode } from 'rxjs-janus';
import { toHandleEvent } from '../../src/handle/events.js';
import { assertNever } from '../support/assert-never.js';

const jsep = { type: 'answer', sdp: 'v=0' };
const at = { session_id: 1, sender: 2 };
const plugindata = (data: object): object => ({ plugindata: { plugin: 'p', data } });

/** Compiles only as long as it names every kind. */
const inWords = (event: HandleEvent): string => {
  switch (event.kind) {
    case 'plugin':
      return `says ${JSON.stringify(event.data)}`;
    case 'plugin-error':
      return `refuses with ${String(event.code)}: ${event.reason}`;
    case 'webrtcup':
    case 'ice-failed':
    case 'detached':
      return event.kind;
    case 'media':
      return `${String(event.type)} ${event.receiving ? 'arrives' : 'ceases'}`;
    case 'slowlink':
      return `lost ${String(event.lost)} ${event.uplink ? 'up' : 'down'}`;
    case 'hangup':
      return `down: ${String(event.reason)}`;
    case 'trickle':
      return 'completed' in event.candidate ? 'all candidates' : event.candidate.candidate;
    case 'unknown':
      return `unknown ${event.verb}`;
    default:
      return assertNever(event);
  }
};

describe('an event of a handle', () => {
  it.each<[object, object, string]>([
    [
      { janus: 'event', ...plugindata({ a: 1 }), jsep, transaction: 't' },
      { kind: 'plugin', data: { a: 1 }, jsep, transaction: 't' },
      'says {"a":1}',
    ],
    [
      { janus: 'event', ...plugindata({ a: 1 }) },
      { kind: 'plugin', data: { a: 1 }, jsep: undefined, transaction: undefined },
      'says {"a":1}',
    ],
    [
      { janus: 'event', ...plugindata({ error_code: 426, error: 'No such room' }) },
      {
        kind: 'plugin-error',
        code: 426,
        reason: 'No such room',
        data: { error_code: 426, error: 'No such room' },
        transaction: undefined,
      },
      'refuses with 426: No such room',
    ],
    [
      { janus: 'event', ...plugindata({ error_code: 499 }) },
      { kind: 'plugin-error', code: 499, reason: '', data: { error_code: 499 }, transaction: undefined },
      'refuses with 499: ',
    ],
    [
      { janus: 'event', ...plugindata({ error_code: '426' }) },
      { kind: 'plugin' },
      'says {"error_code":"426"}',
    ],
    [{ janus: 'webrtcup' }, { kind: 'webrtcup' }, 'webrtcup'],
    [
      { janus: 'media', mid: '0', type: 'audio', receiving: false, seconds: 3 },
      { kind: 'media', mid: '0', type: 'audio', receiving: false, seconds: 3 },
      'audio ceases',
    ],
    [
      { janus: 'media', mid: '1', type: 'video', receiving: true, substream: 2 },
      { kind: 'media', mid: '1', type: 'video', receiving: true, substream: 2 },
      'video arrives',
    ],
    [
      { janus: 'slowlink', mid: '0', media: 'audio', uplink: true, lost: 12 },
      { kind: 'slowlink', mid: '0', media: 'audio', uplink: true, lost: 12 },
      'lost 12 up',
    ],
    [{ janus: 'hangup', reason: 'DTLS alert' }, { kind: 'hangup', reason: 'DTLS alert' }, 'down: DTLS alert'],
    [{ janus: 'hangup' }, { kind: 'hangup' }, 'down: undefined'],
    [
      { janus: 'trickle', candidate: { candidate: 'candidate:1', sdpMid: '0', sdpMLineIndex: 0 } },
      { kind: 'trickle', candidate: { candidate: 'candidate:1', sdpMid: '0', sdpMLineIndex: 0 } },
      'candidate:1',
    ],
    [
      { janus: 'trickle', candidate: { completed: true } },
      { kind: 'trickle', candidate: { completed: true } },
      'all candidates',
    ],
    [{ janus: 'ice-failed' }, { kind: 'ice-failed' }, 'ice-failed'],
    [{ janus: 'detached' }, { kind: 'detached' }, 'detached'],
    [{ janus: 'ringing', more: 1 }, { kind: 'unknown', verb: 'ringing' }, 'unknown ringing'],
  ])('%j is %j', (message, event, words) => {
    const read = toHandleEvent(decode({ ...message, ...at }));
    expect(read).toMatchObject(event);
    expect(inWords(read)).toBe(words);
  });

  it('of an unknown kind holds all that came', () => {
    const raw = { janus: 'ringing', more: [1], ...at };
    expect(toHandleEvent(decode(raw))).toMatchObject({ kind: 'unknown', raw });
  });

  it('leaves the message as it is', () => {
    const message: JanusMessage = decode({ janus: 'hangup', reason: 'x', ...at });
    const copy = structuredClone(message);
    toHandleEvent(message);
    expect(message).toEqual(copy);
  });
});
