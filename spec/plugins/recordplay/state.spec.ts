import { PluginError } from 'rxjs-janus';
import { type RecordPlayState } from 'rxjs-janus/recordplay';
import { type StateInput } from '../../../src/handle/plugin-state.js';
import { RECORDPLAY_STATE } from '../../../src/plugins/recordplay/state.js';

const { fold, resync, save, load } = RECORDPLAY_STATE;
const after = (inputs: readonly StateInput[]): RecordPlayState =>
  inputs.reduce((state, input) => fold(state, input), RECORDPLAY_STATE.initial);

const reply = (verb: string, data: object): StateInput => ({
  kind: 'reply',
  verb,
  body: { request: verb },
  reply: { data: { recordplay: 'event', ...data }, jsep: undefined, transaction: 't' },
});
const result = (verb: string, fields: object): StateInput => reply(verb, { result: fields });
const said = (told: unknown): StateInput => ({
  kind: 'event',
  event: {
    kind: 'plugin',
    data: { recordplay: 'event', result: told },
    jsep: undefined,
    transaction: undefined,
  },
});
const listed = (...ids: readonly number[]): StateInput =>
  reply('list', { recordplay: 'list', list: ids.map((id) => ({ id })) });
const refused = (verb: string, code: number): StateInput => ({
  kind: 'refused',
  verb,
  body: { request: verb },
  error: new PluginError({
    ...{ code, codeName: 'NAME', reason: 'words', verb, plugin: 'janus.plugin.recordplay' },
    ...{ sessionId: 1, handleId: 2 },
  }),
});
const hangup: StateInput = { kind: 'event', event: { kind: 'hangup', reason: 'DTLS alert' } };

const recorded = result('record', { status: 'recording', id: 7 });
const paused = result('pause', { status: 'paused', id: 7 });
const resumed = result('resume', { status: 'resumed', id: 7 });
const prepared = result('play', { status: 'preparing', id: 7 });
const playing = result('start', { status: 'playing' });
const stopped = result('stop', { status: 'stopped', id: 7 });

const recording: RecordPlayState = { kind: 'recording', id: 7, paused: false };
const done: RecordPlayState = { kind: 'done', id: 7 };

describe('the state of a Record&Play handle', () => {
  const rows: readonly (readonly [string, readonly StateInput[], RecordPlayState])[] = [
    ['nothing was asked', [], { kind: 'idle' }],
    ['it records', [recorded], recording],
    ['it renegotiates', [recorded, paused, recorded], { ...recording, paused: true }],
    ['it is paused', [recorded, paused], { ...recording, paused: true }],
    ['it is resumed', [recorded, paused, resumed], recording],
    ['the recording is stopped', [recorded, stopped, said('done'), hangup], done],
    ['its PeerConnection is gone', [recorded, hangup], done],
    ['the end is told as a mere word', [recorded, said('done')], done],
    ['the end is told as later servers do', [recorded, said({ status: 'done', id: 7 })], done],
    ['the list does not hold it yet', [recorded, listed(1, 2)], recording],
    ['the list holds it', [recorded, listed(1, 7)], done],
    [
      'it records anew',
      [recorded, hangup, result('record', { status: 'recording', id: 8 })],
      { ...recording, id: 8 },
    ],
    ['there is an offer to play', [prepared], { kind: 'preparing', id: 7 }],
    ['it plays', [prepared, playing], { kind: 'playing', id: 7 }],
    ['it plays and somebody lists', [prepared, playing, listed(7)], { kind: 'playing', id: 7 }],
    [
      'it restarts ICE',
      [prepared, playing, result('play', { status: 'restarting', id: 7 })],
      { kind: 'playing', id: 7 },
    ],
    ['it still plays when asked', [prepared, playing, resumed], { kind: 'playing', id: 7 }],
    ['it plays no more when asked', [prepared, playing, reply('resume', {})], done],
    ['there is nothing to start', [prepared, refused('start', 418)], done],
    ['the answer is no good', [prepared, refused('start', 415)], { kind: 'preparing', id: 7 }],
    ['it was played', [prepared, playing, said('done')], done],
    ['there was nothing to stop', [result('stop', { status: 'stopped' })], { kind: 'idle' }],
    ['there was nothing to pause', [reply('pause', {})], { kind: 'idle' }],
    ['nothing was played before', [playing], { kind: 'idle' }],
    ['media is lost', [recorded, said({ status: 'slow_link', media: 'audio', uplink: 0 })], recording],
    ['the core tells something else', [recorded, { kind: 'event', event: { kind: 'webrtcup' } }], recording],
    ['it is configured', [recorded, reply('configure', { status: 'ok' })], recording],
  ];

  it.each(rows)('when %s', (_, inputs, state) => {
    expect(after(inputs)).toEqual(state);
    const last = inputs.at(-1);
    const before = after(inputs);
    if (last) expect(fold(before, last)).toBe(before);
  });

  const questions: readonly (readonly [string, readonly StateInput[], string | undefined])[] = [
    ['idle', [], undefined],
    ['recording', [recorded], 'list'],
    ['paused', [recorded, paused], 'list'],
    ['preparing', [prepared], 'resume'],
    ['playing', [prepared, playing], 'resume'],
    ['done', [recorded, hangup], undefined],
  ];

  it.each(questions)('asks after a gap when %s', (_, inputs, verb) => {
    expect(resync?.(after(inputs))?.verb).toBe(verb);
  });

  it('is saved and loaded', () => {
    for (const inputs of [[recorded, paused], [prepared], [prepared, playing], [recorded, hangup]])
      expect(load?.(save?.(after(inputs)) ?? {})).toEqual(after(inputs));
    expect(save?.(after([]))).toBeUndefined();
    for (const other of [{}, { kind: 'playing' }, { kind: 'dancing', id: 7 }])
      expect(load?.(other)).toBeUndefined();
  });
});
