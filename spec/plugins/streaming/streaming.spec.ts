import { type Observable } from 'rxjs';
import { create$ } from 'rxjs-janus';
import { STREAMING_ERROR, type StreamingHandle, streaming } from 'rxjs-janus/streaming';
import { type Rig, answering, event, rigOf } from '../../session/support/rig.js';
import { anError, type VirtualTime, virtually } from '../../support/marbles.js';
import { rtp } from './support/mountpoints.js';

const jsep = { type: 'answer', sdp: 'v=0' } as const;
const said = (data: Readonly<Record<string, unknown>>): object => event(data, { sender: 2 });
const preparing = said({ streaming: 'event', result: { status: 'preparing' } });
const info = (fields: object = {}): object =>
  said({ streaming: 'info', info: { id: 7, description: 'Radio', enabled: true, media: [], ...fields } });
const verbOf = ({ body }: { readonly body?: unknown }): unknown =>
  (body as { readonly request?: unknown } | undefined)?.request;

const attached = (time: VirtualTime, it: Rig): StreamingHandle => {
  const session = it.follow(create$(it.janus$));
  time.at(5_000, () => session.subscription.unsubscribe());
  return it.follow(session.last.attach$(streaming)).last;
};

describe('streaming', () => {
  const calls: readonly (readonly [string, (viewer: StreamingHandle) => Observable<unknown>, object])[] = [
    ['list$', (viewer) => viewer.list$(), { body: { request: 'list' } }],
    ['info$', (viewer) => viewer.info$(7), { body: { request: 'info', id: 7 } }],
    ['info$', (viewer) => viewer.info$(7, 's'), { body: { request: 'info', id: 7, secret: 's' } }],
    ['create$', (viewer) => viewer.create$(rtp()), { body: { ...rtp(), request: 'create' } }],
    [
      'watch$',
      (viewer) => viewer.watch$({ id: 'x', pin: 'p', media: ['a'] }),
      { body: { request: 'watch', id: 'x', pin: 'p', media: ['a'] } },
    ],
    ['answer$', (viewer) => viewer.answer$(jsep), { body: { request: 'start' }, jsep }],
    ['pause$', (viewer) => viewer.pause$(), { body: { request: 'pause' } }],
    ['resume$', (viewer) => viewer.resume$(), { body: { request: 'start' } }],
    [
      'configure$',
      (viewer) => viewer.configure$({ mid: 'a', send: false }),
      { body: { request: 'configure', mid: 'a', send: false } },
    ],
    ['switch$', (viewer) => viewer.switch$(8), { body: { request: 'switch', id: 8 } }],
    ['stop$', (viewer) => viewer.stop$(), { body: { request: 'stop' } }],
  ];

  it.each(calls)('sends what %s says, and emits one answer', (_, call$, sent) => {
    virtually((time) => {
      const it = rigOf(time, { answer: answering({ message: () => [said({ streaming: 'ok' })] }) });
      const answer = it.follow(call$(attached(time, it)));
      expect(it.janus$.sent.at(-1)).toMatchObject(sent);
      expect(answer.told).toEqual(['0 value', '0 complete']);
    });
  });

  it('is attached by its package name, watches nothing, and names its refusals', () => {
    virtually((time) => {
      const refused = said({ streaming: 'event', error_code: 455, error: 'No such mountpoint/stream 7' });
      const it = rigOf(time, { answer: answering({ message: () => [refused] }) });
      const viewer = attached(time, it);
      expect(it.janus$.sent.at(-1)).toMatchObject({ plugin: 'janus.plugin.streaming' });
      expect(it.follow(viewer.status$).values).toEqual([{ kind: 'idle' }]);
      expect(it.follow(viewer.mountpoint$).values).toEqual([undefined]);
      const noSuch = anError('plugin', { code: 455, codeName: 'NO_SUCH_MOUNTPOINT', verb: 'watch' });
      expect(it.follow(viewer.watch$({ id: 7 })).errors).toEqual([noSuch]);
      expect(new Set(Object.values(STREAMING_ERROR)).size).toBe(Object.keys(STREAMING_ERROR).length);
    });
  });

  it('asks for the mountpoint once per subscription, and the answer is for all of them', () => {
    virtually((time) => {
      const message = (request: object): object[] => [verbOf(request) === 'info' ? info() : preparing];
      const it = rigOf(time, { answer: answering({ message }) });
      const viewer = attached(time, it);
      const first = it.follow(viewer.mountpoint$, (one) => one?.description ?? typeof one);
      it.follow(viewer.watch$({ id: 7 }));
      expect(first.told).toEqual(['0 undefined', '0 object', '0 Radio']);
      it.follow(viewer.mountpoint$);
      expect(it.janus$.sent.map(verbOf).filter((verb) => verb === 'info')).toHaveLength(2);
      expect(first.told).toHaveLength(3);
      it.follow(viewer.detach$());
      expect(first.told.at(-1)).toBe('0 complete');
    });
  });

  it('tells what it says unasked', () => {
    virtually((time) => {
      const it = rigOf(time);
      const viewer = attached(time, it);
      const events = it.follow(viewer.streamingEvent$);
      it.janus$.push({ ...said({ event: 'edited', id: 7 }), session_id: viewer.sessionId });
      it.janus$.push({ janus: 'webrtcup', session_id: viewer.sessionId, sender: 2 });
      expect(events.values).toEqual([{ kind: 'edited', id: 7 }]);
    });
  });
});
