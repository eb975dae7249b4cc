import { type Mountpoint, type StreamStatus } from 'rxjs-janus/streaming';
import { type StateInput } from '../../../src/handle/plugin-state.js';
import { STREAMING_STATE, type StreamingState } from '../../../src/plugins/streaming/state.js';
import { hangup, refused, reply, result, said, status } from './support/inputs.js';

const { fold, resync, save, load } = STREAMING_STATE;
const after = (inputs: readonly StateInput[], from = STREAMING_STATE.initial): StreamingState =>
  inputs.reduce((state, input) => fold(state, input), from);

const watched = result('watch', { status: 'preparing' }, { id: 7 });
const answered = result('start', { status: 'starting' });
const paused = result('pause', { status: 'pausing' });
const started = status('started');
const stopping = result('stop', { status: 'stopping' });
const switched = result('switch', { switched: 'ok', id: 8 }, { id: 8 });
const described = (info: object): StateInput => reply('info', { streaming: 'info', info }, { id: 7 });
const edited = (fields: object): StateInput => said({ event: 'edited', ...fields });
const radio = { id: 7, description: 'Radio', enabled: true, type: 'live', media: [] };
const up = [watched, answered, started];

type Kind = StreamStatus['kind'] | Extract<StreamStatus, { readonly reason: string }>['reason'];
const word = ({ status: now }: StreamingState): Kind => (now.kind === 'ended' ? now.reason : now.kind);

describe('the state of a Streaming handle', () => {
  const statuses: readonly (readonly [what: string, inputs: readonly StateInput[], kind: Kind])[] = [
    ['nothing was asked', [], 'idle'],
    ['there is an offer', [watched], 'preparing'],
    ['it is answered', [watched, answered], 'starting'],
    ['the PeerConnection is up', up, 'started'],
    [
      'it is up before the answer to the answer',
      [watched, started, result('start', { status: 'started' })],
      'started',
    ],
    ['paused', [...up, paused], 'paused'],
    ['paused before it is up, and it comes up', [watched, answered, paused, started], 'paused'],
    ['resumed', [...up, paused, result('start', { status: 'started' })], 'started'],
    ['switched, which ends a pause', [...up, paused, switched], 'started'],
    ['switched before it is up', [watched, answered, switched], 'starting'],
    ['renegotiated', [...up, watched], 'started'],
    ['asked for a restart of ICE', [...up, result('watch', { status: 'updating' }, { id: 7 })], 'started'],
    ['configured', [...up, result('configure', { event: 'configured' })], 'started'],
    ['stopping', [...up, stopping], 'stopping'],
    ['stopped', [...up, stopping, hangup], 'stopped'],
    ['there was nothing to stop', [watched, result('stop', { status: 'idle' })], 'preparing'],
    ['stopped while nothing was watched', [stopping], 'idle'],
    ['kicked', [...up, status('kicked_all'), hangup], 'kicked'],
    ['the mountpoint is destroyed', [...up, status('stopped'), hangup], 'destroyed'],
    ['the PeerConnection is gone', [...up, hangup], 'hangup'],
    ['told so late that it is over', [...up, hangup, started], 'hangup'],
    ['watched anew', [...up, hangup, watched], 'preparing'],
    ['an offer of one’s own is answered', [result('watch', { status: 'starting' }, { id: 7 })], 'starting'],
    ['found out to be over', [...up, refused('configure', 455)], 'unheard'],
    ['found out by info', [...up, refused('info', 455, { id: 7 })], 'destroyed'],
    ['info knows another one not', [...up, refused('info', 455, { id: 9 })], 'started'],
    ['no other one to switch to', [...up, refused('switch', 455, { id: 9 })], 'started'],
    ['refused otherwise', [...up, refused('configure', 454)], 'started'],
    ['nothing to pause', [refused('pause', 455)], 'idle'],
    ['watched already, the first answer being lost', [refused('watch', 460, { id: 7 })], 'preparing'],
    ['watched already', [...up, refused('watch', 460, { id: 7 })], 'started'],
    ['something unknown came', [...up, status('dancing'), said({ streaming: 'event' })], 'started'],
    ['the core tells something else', [...up, { kind: 'event', event: { kind: 'webrtcup' } }], 'started'],
  ];

  it.each(statuses)('when %s', (_, inputs, kind) => {
    const state = after(inputs);
    expect(word(state)).toBe(kind);
    // What came is folded again after the server was asked.
    const last = inputs.at(-1);
    if (last) expect(fold(state, last)).toBe(state);
  });

  const mountpoints: readonly (readonly [string, readonly StateInput[], Mountpoint | undefined])[] = [
    ['nothing is watched', [], undefined],
    ['it is watched', [watched], { id: 7 }],
    ['another one is watched', [watched, switched], { id: 8 }],
    ['it is over', [...up, hangup], undefined],
    ['somebody asked for another one', [watched, described({ ...radio, id: 9 })], { id: 7 }],
    ['the metadata is edited', [watched, edited({ id: 7, metadata: 'new' })], { id: 7, metadata: 'new' }],
    ['that of another one is', [watched, edited({ id: 9, metadata: 'new' })], { id: 7 }],
    [
      'the metadata is taken away',
      [watched, described({ ...radio, metadata: 'old' }), edited({ id: 7 })],
      { id: 7, description: 'Radio', enabled: true, media: [] },
    ],
    [
      'somebody asked for it with its secret',
      [
        watched,
        described({
          ...radio,
          secret: 's',
          pin: 'p',
          rtsp_pwd: 'w',
          media: [{ type: 'audio', mid: 'a', label: 'Sound', codec: 'opus', port: 5000, age_ms: 3 }],
        }),
      ],
      {
        id: 7,
        description: 'Radio',
        enabled: true,
        media: [{ type: 'audio', mid: 'a', label: 'Sound', codec: 'opus' }],
      },
    ],
  ];

  it.each(mountpoints)('knows the mountpoint when %s', (_, inputs, mountpoint) => {
    const state = after(inputs);
    expect(state.mountpoint).toEqual(mountpoint);
    const last = inputs.at(-1);
    if (last) expect(fold(state, last)).toBe(state);
  });

  it('goes unnoticed where it goes there and back', () => {
    const before = after([...up, paused]);
    expect(after([result('start', { status: 'starting' }), paused], before).status).toBe(before.status);
  });

  const questions: readonly (readonly [string, readonly StateInput[], string | undefined])[] = [
    ['idle', [], undefined],
    ['preparing', [watched], 'configure'],
    ['starting', [watched, answered], 'start'],
    ['started', up, 'configure'],
    ['paused', [...up, paused], 'configure'],
    ['stopping', [...up, stopping], 'configure'],
    ['ended', [...up, hangup], undefined],
  ];

  it.each(questions)('asks after a gap when %s', (_, inputs, verb) => {
    expect(resync?.(after(inputs))?.verb).toBe(verb);
  });

  it('is saved and loaded while something is watched', () => {
    const state = after([...up, described(radio)]);
    const saved = save?.(state);
    expect(saved).toEqual({ kind: 'started', id: 7 });
    expect(load?.(saved ?? {})).toEqual({ status: { kind: 'started' }, mountpoint: { id: 7 } });
    expect(save?.(after([]))).toBeUndefined();
    expect(save?.(after([...up, hangup]))).toBeUndefined();
    for (const other of [{}, { kind: 'ended' }, { kind: 5, id: 7 }]) expect(load?.(other)).toBeUndefined();
  });
});
