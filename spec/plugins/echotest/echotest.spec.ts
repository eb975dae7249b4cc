import { map, timer } from 'rxjs';
import { create$ } from 'rxjs-janus';
import { ECHOTEST_ERROR, type EchoTestHandle, echoTest } from 'rxjs-janus/echotest';
import { type Followed, answering, event, rigOf, silence } from '../../session/support/rig.js';
import { anError, virtually } from '../../support/marbles.js';

const jsep = { type: 'offer', sdp: 'v=0' } as const;
const ok = event({ echotest: 'event', result: 'ok' }, { sender: 2, jsep: { type: 'answer', sdp: 'v=0' } });

describe('the echo test', () => {
  it('is attached by its package name', () => {
    virtually((time) => {
      const it = rigOf(time);
      const session = it.follow(create$(it.janus$));
      const echo: Followed<EchoTestHandle> = it.follow(session.last.attach$(echoTest));
      expect(it.janus$.sent.at(-1)).toMatchObject({ janus: 'attach', plugin: 'janus.plugin.echotest' });
      expect(echo.last.plugin).toBe('janus.plugin.echotest');
      time.at(1, () => session.subscription.unsubscribe());
    });
  });

  it('is configured by a bare body, with an offer if there is one, and answers typed', () => {
    virtually((time) => {
      const it = rigOf(time, {
        answer: answering({ message: () => [{ janus: 'ack', hint: "I'm taking my time!" }, ok] }),
      });
      const session = it.follow(create$(it.janus$));
      const { last: echo } = it.follow(session.last.attach$(echoTest));
      const answer$ = echo.configure$({ audio: true, video: false, bitrate: 64_000 }, { jsep });
      const answer = it.follow(
        answer$.pipe(map(({ data, jsep: answered }) => `${data.result} ${String(answered?.type)}`)),
      );
      expect(answer.told).toEqual(['0 ok answer', '0 complete']);
      expect(it.janus$.sent.at(-1)).toMatchObject({
        body: { audio: true, video: false, bitrate: 64_000 },
        jsep,
      });
      it.follow(echo.configure$());
      expect(it.janus$.sent.at(-1)?.body).toEqual({});
      time.at(1, () => session.subscription.unsubscribe());
    });
  });

  it('names its refusals', () => {
    virtually((time) => {
      const refused = event(
        { echotest: 'event', error_code: 413, error: 'Invalid value (audio should be a boolean)' },
        { sender: 2 },
      );
      const it = rigOf(time, { answer: answering({ message: () => [refused] }) });
      const session = it.follow(create$(it.janus$));
      const { last: echo } = it.follow(session.last.attach$(echoTest));
      expect(it.follow(echo.configure$()).errors).toEqual([
        anError('plugin', {
          code: 413,
          codeName: 'INVALID_ELEMENT',
          plugin: 'janus.plugin.echotest',
          handleId: 2,
        }),
      ]);
      expect(Object.values(ECHOTEST_ERROR)).toContain('INVALID_SDP');
      time.at(1, () => session.subscription.unsubscribe());
    });
  });

  it('is configured again after a drop, unless it is told not to be', () => {
    virtually((time) => {
      let claimed = false;
      const answer = answering({
        claim: () => ((claimed = true), undefined),
        message: () => (claimed ? [ok] : silence()),
      });
      const it = rigOf(time, { answer, connect$: () => timer(100) });
      const session = it.follow(create$(it.janus$));
      time.at(200, () => {
        const { last: echo } = it.follow(session.last.attach$(echoTest));
        const [again, once] = [
          it.follow(echo.configure$()),
          it.follow(echo.configure$({}, { idempotent: false })),
        ];
        time.at(2_000, () =>
          expect([again.told, once.told]).toEqual([
            ['1100 value', '1100 complete'],
            ['1000 request-in-doubt'],
          ]),
        );
      });
      time.at(1_000, () => it.janus$.drop());
      time.at(3_000, () => session.subscription.unsubscribe());
    });
  });
});
