import { type Observable, map, of, throwError, timer } from 'rxjs';
import { ConnectionFailedError, create$ } from 'rxjs-janus';
import { anError, virtually } from '../support/marbles.js';
import { answering, refusal, rigOf, silence, wordOfSession, wordOfStatus } from './support/rig.js';

const after$ = (ms: number, message: object): Observable<object> => timer(ms).pipe(map(() => message));
const done = (): string => 'done';

describe('destroy$', () => {
  it('is cold, and ends the session for all when the server has done it', () => {
    virtually((time) => {
      const it = rigOf(time, { answer: answering({ destroy: () => after$(20, { janus: 'success' }) }) });
      const session$ = create$(it.janus$);
      const [first, second] = [it.follow(session$, wordOfSession), it.follow(session$, wordOfSession)];
      const status = it.follow(first.last.status$, wordOfStatus);
      const handle = it.follow(first.last.attach$('p'), ({ id }) => `handle ${String(id)}`);
      const destroy$ = first.last.destroy$();
      time.at(5, () => expect(it.frames).not.toContain('0 destroy'));
      time.at(10, () => {
        const destroyed = it.follow(destroy$, done);
        time.at(30, () => expect(destroyed.told).toEqual(['30 done', '30 complete']));
      });
      time.at(50, () => {
        expect(first.told).toEqual(['0 session 1', '30 complete']);
        expect(second.told).toEqual(['0 session 1', '30 complete']);
        expect(handle.told).toEqual(['0 handle 2', '30 complete']);
        expect(status.told).toEqual(['0 live by create', '30 ended', '30 complete']);
        expect(it.frames).toEqual(['0 create', '0 info', '0 attach', '10 destroy']);
        expect(it.janus$.lines).toEqual({ opened: 1, open: 0 });
      });
    });
  });

  it('fails the requests that are under way with SessionEndedError', () => {
    virtually((time) => {
      const it = rigOf(time, { answer: answering({ message: silence }) });
      const session = it.follow(create$(it.janus$));
      const handle = it.follow(session.last.attach$('p'));
      const request = it.follow(handle.last.message$({}));
      time.at(5, () => it.follow(session.last.destroy$()));
      time.at(6, () => expect(request.errors).toEqual([anError('session-ended', { sessionId: 1 })]));
    });
  });

  it('completes also when a beat is in flight', () => {
    virtually((time) => {
      const it = rigOf(time, { answer: answering({ keepalive: silence }) });
      const session = it.follow(create$(it.janus$), wordOfSession);
      time.at(10_001, () => it.follow(session.last.destroy$()));
      time.at(60_000, () => expect(session.told).toEqual(['0 session 1', '10001 complete']));
    });
  });

  it('is content when the server no longer knows the session', () => {
    virtually((time) => {
      const it = rigOf(time, { answer: answering({ destroy: () => refusal(458) }) });
      const session = it.follow(create$(it.janus$), wordOfSession);
      time.at(5, () => {
        const destroyed = it.follow(session.last.destroy$(), done);
        expect(destroyed.told).toEqual(['5 done', '5 complete']);
      });
      time.at(6, () => expect(session.told).toEqual(['0 session 1', '5 complete']));
    });
  });

  it('errors when it is refused or not answered, and the session goes on', () => {
    virtually((time) => {
      let tries = 0;
      const it = rigOf(time, {
        answer: answering({ destroy: () => [refusal(403), silence(), undefined][tries++] }),
      });
      const session = it.follow(create$(it.janus$, { requestTimeoutMs: 500 }), wordOfSession);
      time.at(5, () =>
        expect(it.follow(session.last.destroy$()).errors).toEqual([anError('server', { code: 403 })]),
      );
      time.at(10, () => {
        const unanswered = it.follow(session.last.destroy$());
        time.at(600, () => expect(unanswered.told).toEqual(['510 request-timeout']));
      });
      time.at(25_000, () => session.subscription.unsubscribe());
      time.at(25_001, () => expect(session.told).toEqual(['0 session 1']));
      time.at(25_001, () =>
        expect(it.frames.slice(-3)).toEqual(['10000 keepalive', '20000 keepalive', '25000 destroy']),
      );
    });
  });

  it('may be left before its answer: the session ends all the same', () => {
    virtually((time) => {
      let gone = false;
      const answer = answering({
        destroy: () => ((gone = true), after$(50, { janus: 'success' })),
        keepalive: () => (gone ? refusal(458) : undefined),
      });
      const it = rigOf(time, { answer });
      const session = it.follow(create$(it.janus$), wordOfSession);
      time.at(5, () => it.follow(session.last.destroy$()).subscription.unsubscribe());
      time.at(30_000, () => expect(session.told.at(-1)).toMatch(/complete$/));
      time.at(30_000, () => expect(session.errors).toEqual([]));
    });
  });

  it('in a gap leaves with the first line that opens, after the claim', () => {
    virtually((time) => {
      const failed = new ConnectionFailedError('script:');
      const connect$ = (attempt: number) => (attempt === 2 ? throwError(() => failed) : of(0));
      const it = rigOf(time, { connect$ });
      const session = it.follow(create$(it.janus$), wordOfSession);
      time.at(12_000, () => it.janus$.drop());
      time.at(12_500, () => {
        const destroyed = it.follow(session.last.destroy$(), done);
        time.at(1_000, () => expect(destroyed.told).toEqual(['13000 done', '13000 complete']));
      });
      time.at(14_000, () => {
        expect(session.told).toEqual(['0 session 1', '13000 complete']);
        expect(it.frames.slice(3)).toEqual(['13000 claim', '13000 destroy']);
        expect(it.janus$.lines).toEqual({ opened: 2, open: 0 });
      });
    });
  });

  it('in a gap leaves over a line that is only suspected, and the refused claim that follows is no error', () => {
    virtually((time) => {
      let gone = false;
      const answer = answering({
        keepalive: silence,
        destroy: () => ((gone = true), undefined),
        claim: () => (gone ? refusal(458) : undefined),
      });
      const connect$ = (attempt: number) => (attempt === 1 ? of(0) : timer(3_000));
      const it = rigOf(time, { answer, connect$ });
      const session = it.follow(create$(it.janus$), wordOfSession);
      const destroyed: string[] = [];
      time.at(16_000, () => {
        session.last.destroy$().subscribe({ next: () => destroyed.push(`${String(time.now())} done`) });
      });
      time.at(30_000, () => {
        expect(it.frames.slice(2)).toEqual(['10000 keepalive', '16000 destroy', '18000 claim']);
        expect(session.told).toEqual(['0 session 1', '18000 complete']);
        expect(destroyed).toEqual(['18000 done']);
        expect(it.janus$.lines).toEqual({ opened: 2, open: 0 });
      });
    });
  });
});
