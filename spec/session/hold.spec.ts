import { NEVER, type Observable, concat, ignoreElements, throwError, timer } from 'rxjs';
import { ConnectionLostError, HttpStatusError, SessionSupersededError, claim$, create$ } from 'rxjs-janus';
import { anError, virtually } from '../support/marbles.js';
import { type Rig, answering, refusal, rigOf, silence, wordOfSession } from './support/rig.js';

const statusIs = (code: number): Error => new HttpStatusError(code, 'poll', 1);
const broken = new ConnectionLostError({ reason: 'read ECONNRESET' });

/** The first poll of session 1 ends so, 5 s after it was opened; all others hang. */
const pollsThatEnd = (error: Error): { hold$: (id: number) => Observable<never>; opened: number[] } => {
  const opened: number[] = [];
  const end$ = concat(
    timer(5_000).pipe(ignoreElements()),
    throwError(() => error),
  );
  const hold$ = (id: number): Observable<never> => (opened.push(id) === 1 ? end$ : NEVER);
  return { hold$, opened };
};

const withoutInfo = ({ frames }: Rig): string[] => frames.filter((frame) => !frame.endsWith('info'));

describe('the long poll of a session', () => {
  it('hangs from the moment the session is there until it is left', () => {
    virtually((time) => {
      const poll$ = time.cold<never>('-');
      const it = rigOf(time, { kind: 'poll', hold$: () => poll$ });
      const late = rigOf(time, { kind: 'poll', hold$: () => poll$ });
      time
        .expectObservable(claim$(it.janus$, 1), '  --^----!')
        .toBe('--a', { a: expect.anything() as unknown });
      time.expectSubscriptions(poll$.subscriptions).toBe('  --^----!');
      time.at(20, () => expect(withoutInfo(it)).toEqual(['2 claim', '7 destroy']));
      expect(late.frames).toEqual([]);
    });
  });

  it('is not opened where the session was refused', () => {
    virtually((time) => {
      const poll$ = time.cold<never>('-');
      const it = rigOf(time, {
        kind: 'poll',
        hold$: () => poll$,
        answer: answering({ claim: () => refusal(458) }),
      });
      time.expectObservable(claim$(it.janus$, 1)).toBe('#', undefined, anError('session-reclaim'));
      time.expectSubscriptions(poll$.subscriptions).toBe([]);
    });
  });

  it.each([
    ['breaks', broken],
    ['is answered by a proxy with 502', statusIs(502)],
  ])('that %s is followed by a claim, and then opened again, for that session alone', (_, error) => {
    virtually((time) => {
      const { hold$, opened } = pollsThatEnd(error);
      const it = rigOf(time, { kind: 'poll', hold$ });
      const both = [
        it.follow(create$(it.janus$), wordOfSession),
        it.follow(create$(it.janus$), wordOfSession),
      ];
      time.at(9_000, () => both.forEach(({ subscription }) => subscription.unsubscribe()));
      time.at(9_001, () => {
        expect(both.map(({ told }) => told)).toEqual([['0 session 1'], ['0 session 2']]);
        expect(opened).toEqual([1, 2, 1]);
        const claims = it.janus$.sent.filter(({ janus }) => janus === 'claim');
        expect(claims.map(({ session_id }) => session_id)).toEqual([1]);
        expect(withoutInfo(it)).toContain('5000 claim');
        expect(it.janus$.lines).toEqual({ opened: 1, open: 0 });
      });
    });
  });

  it('answered with 404 while the server still knows the session means that another client owns it', () => {
    virtually((time) => {
      const it = rigOf(time, { kind: 'poll', hold$: pollsThatEnd(statusIs(404)).hold$ });
      const session = it.follow(create$(it.janus$), wordOfSession);
      time.at(20_000, () => {
        expect(session.told).toEqual(['0 session 1', '5000 session-superseded']);
        expect(withoutInfo(it)).toEqual(['0 create', '5000 keepalive']);
        expect(it.janus$.lines.open).toBe(0);
      });
    });
  });

  it('answered with 404 while the server no longer knows the session means that it is lost', () => {
    virtually((time) => {
      const answer = answering({ keepalive: () => refusal(458) });
      const it = rigOf(time, { kind: 'poll', hold$: pollsThatEnd(statusIs(404)).hold$, answer });
      const session = it.follow(create$(it.janus$), wordOfSession);
      time.at(20_000, () => {
        expect(session.errors).toEqual([anError('session-lost', { sessionId: 1, why: 'not-found' })]);
        expect(withoutInfo(it)).toEqual(['0 create', '5000 keepalive']);
      });
    });
  });

  it('answered with 404 with nobody to say why is claimed', () => {
    virtually((time) => {
      let beats = 0;
      const answer = answering({ keepalive: () => (++beats === 1 ? silence() : undefined) });
      const it = rigOf(time, { kind: 'poll', hold$: pollsThatEnd(statusIs(404)).hold$, answer });
      const session = it.follow(create$(it.janus$), wordOfSession);
      time.at(18_000, () => session.subscription.unsubscribe());
      time.at(18_001, () => {
        expect(session.told).toEqual(['0 session 1']);
        expect(withoutInfo(it)).toEqual(['0 create', '5000 keepalive', '15000 claim', '18000 destroy']);
      });
    });
  });

  it('answered with 403 means that our token no longer counts', () => {
    virtually((time) => {
      const it = rigOf(time, { kind: 'poll', hold$: pollsThatEnd(statusIs(403)).hold$ });
      const session = it.follow(create$(it.janus$), wordOfSession);
      time.at(20_000, () => {
        expect(session.errors).toEqual([anError('session-lost', { sessionId: 1, why: 'unauthorized' })]);
        expect(withoutInfo(it)).toEqual(['0 create']);
      });
    });
  });

  it.each([
    ['another status', statusIs(302), 'http-status'],
    ['an empty answer that came early', new SessionSupersededError(1), 'session-superseded'],
  ])('answered with %s ends the session with just that', (_, error, kind) => {
    virtually((time) => {
      const it = rigOf(time, { kind: 'poll', hold$: pollsThatEnd(error).hold$ });
      const session = it.follow(create$(it.janus$), wordOfSession);
      time.at(20_000, () => {
        expect(session.told).toEqual(['0 session 1', `5000 ${kind}`]);
        expect(session.errors[0]).toBe(error);
        expect(withoutInfo(it)).toEqual(['0 create']);
      });
    });
  });
});
