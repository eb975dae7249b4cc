import { type Observable, Subscription, config, map, switchMap, take, tap, throwError, timer } from 'rxjs';
import { ConnectionFailedError, type JanusSession, create$ } from 'rxjs-janus';
import { anError, virtually } from '../support/marbles.js';
import { answering, refusal, rigOf, silence, wordOfSession } from './support/rig.js';

const after$ = (ms: number, message: object): Observable<object> => timer(ms).pipe(map(() => message));
const created = (id: unknown): object => ({ janus: 'success', data: { id } });

describe('create$', () => {
  it('is cold: sends nothing and connects nowhere before it is subscribed to', () => {
    virtually((time) => {
      const it = rigOf(time);
      void create$(it.janus$);
      time.at(5, () => expect([it.frames, it.janus$.lines.opened]).toEqual([[], 0]));
    });
  });

  it('emits one session with the id that the server gave, and asks the server for its limits in the same turn', () => {
    virtually((time) => {
      const it = rigOf(time, { answer: answering({ create: () => [created(4_711)] }) });
      const session = it.follow(create$(it.janus$), wordOfSession);
      time.at(5_000, () => session.subscription.unsubscribe());
      time.at(6_000, () => expect(session.told).toEqual(['0 session 4711']));
      time.at(6_000, () => expect(it.frames).toEqual(['0 create', '0 info', '5000 destroy']));
    });
  });

  it('sends just the verb and the transaction, and the id if one is chosen', () => {
    virtually((time) => {
      const it = rigOf(time);
      const plain = it.follow(create$(it.janus$));
      const chosen = it.follow(create$(it.janus$, { id: 99 }), wordOfSession);
      const creates = it.janus$.sent.filter(({ janus }) => janus === 'create');
      expect(creates).toEqual([
        { janus: 'create', transaction: expect.any(String) as unknown },
        { janus: 'create', transaction: expect.any(String) as unknown, id: 99 },
      ]);
      expect(chosen.told).toEqual(['0 session 99']);
      time.at(1, () => [plain, chosen].forEach(({ subscription }) => subscription.unsubscribe()));
    });
  });

  it('is one session for all its subscribers, replayed to late ones, gone with the last', () => {
    virtually((time) => {
      const it = rigOf(time);
      const session$ = create$(it.janus$);
      const sessions: JanusSession[] = [];
      const id$ = session$.pipe(map((session) => String(sessions.push(session))));
      time.expectObservable(id$, '^ 19ms !').toBe('           a', { a: '1' });
      time.expectObservable(id$, '5ms ^ 29ms !').toBe('5ms b', { b: '2' });
      time.at(50, () => expect(new Set(sessions).size).toBe(1));
      time.at(50, () => expect(it.frames).toEqual(['0 create', '0 info', '35 destroy']));
      time.at(50, () => expect(it.janus$.lines).toEqual({ opened: 1, open: 0 }));
    });
  });

  it('lives on over a change of subscribers in one turn', () => {
    virtually((time) => {
      const it = rigOf(time);
      const session$ = create$(it.janus$);
      const first = it.follow(session$);
      time.at(5, () => {
        first.subscription.unsubscribe();
        const second = it.follow(session$);
        expect(second.last).toBe(first.last);
        time.at(5, () => second.subscription.unsubscribe());
      });
      time.at(20, () => expect(it.frames).toEqual(['0 create', '0 info', '10 destroy']));
    });
  });

  it('is a new session for who subscribes after the end', () => {
    virtually((time) => {
      const it = rigOf(time);
      const session$ = create$(it.janus$).pipe(map(({ id }) => id));
      time.expectObservable(session$, '^----!').toBe('          a', { a: 1 });
      time.expectObservable(session$, '10ms ^----!').toBe('10ms b', { b: 2 });
      time.at(20, () =>
        expect(it.frames).toEqual(['0 create', '0 info', '5 destroy', '10 create', '10 info', '15 destroy']),
      );
    });
  });

  it('of two calls are two sessions over one line, which asks for the limits once', () => {
    virtually((time) => {
      const it = rigOf(time);
      const both = [
        it.follow(create$(it.janus$), wordOfSession),
        it.follow(create$(it.janus$), wordOfSession),
      ];
      time.at(3, () => expect(both.map(({ told }) => told)).toEqual([['0 session 1'], ['0 session 2']]));
      time.at(4, () => both[0]?.subscription.unsubscribe());
      time.at(5, () => expect(it.janus$.lines).toEqual({ opened: 1, open: 1 }));
      time.at(6, () => both[1]?.subscription.unsubscribe());
      time.at(7, () =>
        expect(it.frames).toEqual(['0 create', '0 info', '0 create', '4 destroy', '6 destroy']),
      );
      time.at(7, () => expect(it.janus$.lines).toEqual({ opened: 1, open: 0 }));
    });
  });

  it('may be left as soon as it is there: it is destroyed', () => {
    virtually((time) => {
      const it = rigOf(time);
      time
        .expectObservable(
          create$(it.janus$).pipe(
            take(1),
            map(({ id }) => id),
          ),
        )
        .toBe('(a|)', { a: 1 });
      time.at(1, () => expect(it.frames).toEqual(['0 create', '0 info', '0 destroy']));
      time.at(1, () => expect(it.janus$.lines.open).toBe(0));
    });
  });

  it('may be subscribed to from its own emission', () => {
    virtually((time) => {
      const it = rigOf(time);
      const session$ = create$(it.janus$);
      const seen: JanusSession[] = [];
      const outer = new Subscription();
      const first$ = session$.pipe(
        tap((session) => seen.push(session)),
        switchMap(() => session$),
      );
      outer.add(first$.subscribe((again) => seen.push(again)));
      time.at(5, () => outer.unsubscribe());
      time.at(6, () => expect(it.frames).toEqual(['0 create', '0 info', '5 destroy']));
      time.at(6, () => expect([seen.length, new Set(seen).size]).toEqual([2, 1]));
    });
  });

  it('may be left and taken again from its own emission', () => {
    virtually((time) => {
      const it = rigOf(time);
      const session$ = create$(it.janus$);
      const ids: number[] = [];
      time
        .expectObservable(
          session$.pipe(
            take(1),
            map(({ id }) => ids.push(id)),
          ),
        )
        .toBe('(a|)', { a: 1 });
      time
        .expectObservable(
          session$.pipe(
            take(1),
            map(({ id }) => ids.push(id)),
          ),
        )
        .toBe('(a|)', { a: 2 });
      time.at(5, () => expect(ids).toEqual([1, 1]));
      time.at(5, () => expect(it.frames).toEqual(['0 create', '0 info', '0 destroy']));
    });
  });
});

describe('the first attempt', () => {
  it.each([403, 468, 472, 490])('errors with the server’s refusal %d, and sends no farewell', (code) => {
    virtually((time) => {
      const it = rigOf(time, { answer: answering({ create: () => refusal(code, 'Because') }) });
      time
        .expectObservable(create$(it.janus$))
        .toBe('#', undefined, anError('server', { code, reason: 'Because', verb: 'create' }));
      time.at(5_000, () => expect(it.frames).toEqual(['0 create']));
      time.at(5_000, () => expect(it.janus$.lines).toEqual({ opened: 1, open: 0 }));
    });
  });

  it('errors at once when no line opens, and is no reclaim', () => {
    virtually((time) => {
      let attempts = 0;
      const failed = new ConnectionFailedError('script:');
      const it = rigOf(time, { connect$: (attempt) => ((attempts = attempt), throwError(() => failed)) });
      time.expectObservable(create$(it.janus$)).toBe('#', undefined, failed);
      time.at(10_000, () => expect([attempts, it.frames]).toEqual([1, []]));
    });
  });

  it('errors when the line drops before the first reply', () => {
    virtually((time) => {
      const it = rigOf(time, { answer: answering({ create: silence }) });
      time.at(4, () => it.janus$.drop());
      time
        .expectObservable(create$(it.janus$))
        .toBe('----#', undefined, anError('connection-lost', { code: 1006 }));
      time.at(5, () => expect(it.janus$.lines).toEqual({ opened: 1, open: 0 }));
      time.at(10_000, () => expect([it.frames, time.timers()]).toEqual([['0 create'], 0]));
    });
  });

  it('errors when there is no reply in time', () => {
    virtually((time) => {
      const it = rigOf(time, { answer: answering({ create: silence }) });
      const error = anError('request-timeout', { verb: 'create', timeoutMs: 10_000, acked: false });
      time.expectObservable(create$(it.janus$)).toBe('10s #', undefined, error);
      time
        .expectObservable(create$(it.janus$, { requestTimeoutMs: 700 }))
        .toBe('700ms #', undefined, anError('request-timeout', { timeoutMs: 700 }));
      time.at(10_001, () => expect([it.frames, it.janus$.lines.open]).toEqual([['0 create', '0 create'], 0]));
    });
  });

  it.each([
    ['no data', { janus: 'success' }],
    ['no id', created(undefined)],
    ['text for an id', created('5')],
    ['an id beyond 2^53', created(2 ** 53)],
  ])('errors when the reply carries %s', (_, reply) => {
    virtually((time) => {
      const it = rigOf(time, { answer: answering({ create: () => [reply] }) });
      time.expectObservable(create$(it.janus$)).toBe('#', undefined, anError('protocol'));
      time.at(1, () => expect(it.janus$.lines.open).toBe(0));
    });
  });

  it('destroys the session whose id comes after the deadline, where the line still stands', () => {
    virtually((time) => {
      const answer = answering({ create: ({ id }) => (id === 7 ? after$(500, created(7)) : undefined) });
      const it = rigOf(time, { answer });
      const other = it.follow(create$(it.janus$));
      time
        .expectObservable(create$(it.janus$, { id: 7, requestTimeoutMs: 300 }))
        .toBe('300ms #', undefined, anError('request-timeout'));
      time.at(600, () => expect(it.janus$.sent.at(-1)).toMatchObject({ janus: 'destroy', session_id: 7 }));
      time.at(601, () => other.subscription.unsubscribe());
      time.at(602, () => expect(it.frames.slice(2)).toEqual(['0 create', '500 destroy', '601 destroy']));
      time.at(602, () => expect(it.janus$.lines.open).toBe(0));
    });
  });
});

describe('leaving while the session is being made', () => {
  it('before the line is open sends nothing and gives the line up', () => {
    virtually((time) => {
      const connecting$ = time.cold('--------o');
      const it = rigOf(time, { connect$: () => connecting$ });
      time.expectObservable(create$(it.janus$), '^---!').toBe('');
      time.expectSubscriptions(connecting$.subscriptions).toBe('^---!');
      time.at(20, () => expect(it.frames).toEqual([]));
    });
  });

  it('keeps the line for the reply, and destroys what it made', () => {
    virtually((time) => {
      const it = rigOf(time, { answer: answering({ create: () => after$(500, created(8)) }) });
      time.expectObservable(create$(it.janus$), '^---!').toBe('');
      time.at(499, () => expect(it.janus$.lines.open).toBe(1));
      time.at(501, () => expect(it.frames).toEqual(['0 create', '500 destroy']));
      time.at(501, () => expect(it.janus$.sent[1]).toMatchObject({ session_id: 8 }));
      time.at(501, () => expect(it.janus$.lines.open).toBe(0));
    });
  });

  it('keeps the line no longer than the request would have waited', () => {
    virtually((time) => {
      const it = rigOf(time, { answer: answering({ create: silence }) });
      time.expectObservable(create$(it.janus$), '^---!').toBe('');
      time.at(9_999, () => expect(it.janus$.lines.open).toBe(1));
      time.at(10_001, () => expect(it.janus$.lines.open).toBe(0));
      time.at(10_001, () => expect(it.frames).toEqual(['0 create']));
    });
  });

  it('lets the line go when the late reply is a refusal', () => {
    virtually((time) => {
      const answer = answering({
        create: () => after$(50, { janus: 'error', error: { code: 472, reason: 'closed' } }),
      });
      const it = rigOf(time, { answer });
      time.expectObservable(create$(it.janus$), '^---!').toBe('');
      time.at(51, () => expect([it.frames, it.janus$.lines.open]).toEqual([['0 create'], 0]));
      time.at(51, () => expect(it.diagnostics).toEqual([]));
    });
  });

  it('throws nothing at nobody when the late reply carries no id', () => {
    const unhandled: unknown[] = [];
    config.onUnhandledError = (error) => unhandled.push(error);
    try {
      virtually((time) => {
        const it = rigOf(time, { answer: answering({ create: () => after$(50, created(undefined)) }) });
        time.expectObservable(create$(it.janus$), '^---!').toBe('');
        time.at(60, () => expect([it.frames, it.janus$.lines.open]).toEqual([['0 create'], 0]));
      });
    } finally {
      config.onUnhandledError = null;
    }
    expect(unhandled).toEqual([]);
  });

  it('does not disturb those who stay', () => {
    virtually((time) => {
      const it = rigOf(time, { answer: answering({ create: () => after$(50, created(8)) }) });
      const session$ = create$(it.janus$).pipe(map(({ id }) => id));
      time.expectObservable(session$, '^---!').toBe('');
      time.expectObservable(session$, '^ 99ms !').toBe('50ms a', { a: 8 });
      time.at(101, () => expect(it.frames).toEqual(['0 create', '50 info', '100 destroy']));
    });
  });
});
