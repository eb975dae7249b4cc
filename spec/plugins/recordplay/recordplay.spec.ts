import { type Observable } from 'rxjs';
import { create$ } from 'rxjs-janus';
import { RECORDPLAY_ERROR, type RecordPlayHandle, recordPlay } from 'rxjs-janus/recordplay';
import { type Rig, answering, event, rigOf } from '../../session/support/rig.js';
import { anError, type VirtualTime, virtually } from '../../support/marbles.js';

const jsep = { type: 'offer', sdp: 'v=0' } as const;
const said = (data: Readonly<Record<string, unknown>>): object => event(data, { sender: 2 });

const attached = (time: VirtualTime, it: Rig): RecordPlayHandle => {
  const session = it.follow(create$(it.janus$));
  time.at(5_000, () => session.subscription.unsubscribe());
  return it.follow(session.last.attach$(recordPlay)).last;
};

describe('record and play', () => {
  const calls: readonly (readonly [string, (tape: RecordPlayHandle) => Observable<unknown>, object])[] = [
    ['list$', (tape) => tape.list$(), { body: { request: 'list' } }],
    ['update$', (tape) => tape.update$(), { body: { request: 'update' } }],
    [
      'record$',
      (tape) => tape.record$(jsep, { name: 'x' }),
      { body: { request: 'record', name: 'x' }, jsep },
    ],
    ['pause$', (tape) => tape.pause$(), { body: { request: 'pause' } }],
    ['resume$', (tape) => tape.resume$(), { body: { request: 'resume' } }],
    ['play$', (tape) => tape.play$(7), { body: { request: 'play', id: 7 } }],
    ['answer$', (tape) => tape.answer$(jsep), { body: { request: 'start' }, jsep }],
    ['stop$', (tape) => tape.stop$(), { body: { request: 'stop' } }],
  ];

  it.each(calls)('sends what %s says, and emits one answer', (_, call$, sent) => {
    virtually((time) => {
      const it = rigOf(time, { answer: answering({ message: () => [said({ recordplay: 'event' })] }) });
      const answer = it.follow(call$(attached(time, it)));
      expect(it.janus$.sent.at(-1)).toMatchObject(sent);
      expect(answer.told).toEqual(['0 value', '0 complete']);
    });
  });

  it('is attached by its package name, does nothing, and names its refusals', () => {
    virtually((time) => {
      const refused = said({ recordplay: 'event', error_code: 416, error: 'No such recording' });
      const it = rigOf(time, { answer: answering({ message: () => [refused] }) });
      const tape = attached(time, it);
      expect(it.janus$.sent.at(-1)).toMatchObject({ plugin: 'janus.plugin.recordplay' });
      expect(it.follow(tape.activity$).values).toEqual([{ kind: 'idle' }]);
      expect(tape.snapshot()).not.toHaveProperty('state');
      const notFound = anError('plugin', { code: 416, codeName: 'NOT_FOUND', verb: 'play' });
      expect(it.follow(tape.play$(7)).errors).toEqual([notFound]);
      expect(new Set(Object.values(RECORDPLAY_ERROR)).size).toBe(Object.keys(RECORDPLAY_ERROR).length);
    });
  });

  it('tells what it says unasked', () => {
    virtually((time) => {
      const it = rigOf(time);
      const tape = attached(time, it);
      const events = it.follow(tape.recordPlayEvent$);
      it.janus$.push({ ...said({ recordplay: 'event', result: 'done' }), session_id: tape.sessionId });
      it.janus$.push({ janus: 'webrtcup', session_id: tape.sessionId, sender: 2 });
      expect(events.values).toEqual([{ kind: 'done' }]);
    });
  });
});
