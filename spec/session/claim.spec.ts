import { map, throwError } from 'rxjs';
import { ConnectionFailedError, claim$, create$ } from 'rxjs-janus';
import { anError, virtually } from '../support/marbles.js';
import { answering, refusal, rigOf, silence, wordOfSession, wordOfStatus } from './support/rig.js';

describe('claim$', () => {
  it('takes over a session that exists: claims, emits it under its id, keeps it alive, destroys it at the end', () => {
    virtually((time) => {
      const it = rigOf(time);
      const session = it.follow(claim$(it.janus$, 4_711), wordOfSession);
      time.at(15_000, () => session.subscription.unsubscribe());
      time.at(16_000, () => {
        expect(session.told).toEqual(['0 session 4711']);
        expect(it.frames).toEqual(['0 claim', '0 info', '10000 keepalive', '15000 destroy']);
        expect(it.janus$.sent.filter(({ janus }) => janus !== 'info').map((sent) => sent.session_id)).toEqual(
          [4_711, 4_711, 4_711],
        );
        expect(it.janus$.sent[0]).toEqual({
          janus: 'claim',
          transaction: expect.any(String) as unknown,
          session_id: 4_711,
        });
      });
    });
  });

  it('is live by claim', () => {
    virtually((time) => {
      const it = rigOf(time);
      const session = it.follow(claim$(it.janus$, 5));
      const status = it.follow(session.last.status$, wordOfStatus);
      time.at(5, () => session.subscription.unsubscribe());
      time.at(6, () => expect(status.told).toEqual(['0 live by claim', '5 ended', '5 complete']));
    });
  });

  it.each([
    [458, 'not-found'],
    [403, 'unauthorized'],
    [457, 'refused'],
    [490, 'refused'],
  ] as const)('errors with the refusal %d as %s, and sends no farewell', (code, why) => {
    virtually((time) => {
      const it = rigOf(time, { answer: answering({ claim: () => refusal(code, 'Because') }) });
      const error = anError('session-reclaim', { sessionId: 5, code, reason: 'Because', why });
      time.expectObservable(claim$(it.janus$, 5)).toBe('#', undefined, error);
      time.at(10_000, () =>
        expect([it.frames, it.janus$.lines]).toEqual([['0 claim'], { opened: 1, open: 0 }]),
      );
    });
  });

  it('never wraps a network error: no line', () => {
    virtually((time) => {
      const failed = new ConnectionFailedError('script:');
      const it = rigOf(time, { connect$: () => throwError(() => failed) });
      time.expectObservable(claim$(it.janus$, 5)).toBe('#', undefined, failed);
    });
  });

  it('never wraps a network error: a line that drops', () => {
    virtually((time) => {
      const it = rigOf(time, { answer: answering({ claim: silence }) });
      time.at(3, () => it.janus$.drop());
      time.expectObservable(claim$(it.janus$, 5)).toBe('---#', undefined, anError('connection-lost'));
      time.at(20_000, () => expect(it.frames).toEqual(['0 claim']));
    });
  });

  it('errors when there is no answer in time', () => {
    virtually((time) => {
      const it = rigOf(time, { answer: answering({ claim: silence }) });
      time
        .expectObservable(claim$(it.janus$, 5, { requestTimeoutMs: 900 }))
        .toBe('900ms #', undefined, anError('request-timeout', { verb: 'claim', sessionId: 5 }));
      time.at(1_000, () => expect(it.janus$.lines.open).toBe(0));
    });
  });

  it('sends no farewell when it is left before the claim is answered', () => {
    virtually((time) => {
      const it = rigOf(time, { answer: answering({ claim: silence }) });
      time.expectObservable(claim$(it.janus$, 5), '^---!').toBe('');
      time.at(20_000, () => expect([it.frames, it.janus$.lines.open]).toEqual([['0 claim'], 0]));
    });
  });

  it('hears what the server says before it answers the claim', () => {
    virtually((time) => {
      const answer = answering({
        claim: ({ session_id }) => [{ janus: 'timeout', session_id }, { janus: 'success' }],
      });
      const it = rigOf(time, { answer });
      time.expectObservable(claim$(it.janus$, 5)).toBe('#', undefined, anError('session-timeout'));
    });
  });

  it('claims what another transport made', () => {
    virtually((time) => {
      const [here, there] = [rigOf(time), rigOf(time)];
      const made = here.follow(create$(here.janus$, { teardown: 'abandon' }));
      time
        .expectObservable(claim$(there.janus$, made.last.id).pipe(map(({ id }) => id)), '^----!')
        .toBe('a', { a: 1 });
      time.at(6, () => made.subscription.unsubscribe());
      time.at(7, () => expect(here.frames).toEqual(['0 create', '0 info']));
      time.at(7, () => expect(there.frames).toEqual(['0 claim', '0 info', '5 destroy']));
    });
  });

  it('of the same id, twice on one transport, ends the earlier and leaves the line alone', () => {
    virtually((time) => {
      const it = rigOf(time);
      const earlier = it.follow(claim$(it.janus$, 5), wordOfSession);
      const later = it.follow(claim$(it.janus$, 5), wordOfSession);
      time.at(40_000, () => {
        expect(earlier.told).toEqual(['0 session 5', '0 session-superseded']);
        expect(later.told).toEqual(['0 session 5']);
        expect(it.janus$.lines.opened).toBe(1);
        expect(it.frames.filter((frame) => frame.endsWith('destroy'))).toEqual([]);
      });
      time.at(41_000, () => [earlier, later].forEach(({ subscription }) => subscription.unsubscribe()));
      time.at(41_001, () =>
        expect(it.frames.filter((frame) => frame.endsWith('destroy'))).toEqual(['41000 destroy']),
      );
    });
  });
});
