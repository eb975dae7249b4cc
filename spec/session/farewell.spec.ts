import { type Observable, Subscription, map, switchMap, take, timer } from 'rxjs';
import { type JanusSession, type SessionOptions, create$ } from 'rxjs-janus';
import { anError, virtually } from '../support/marbles.js';
import { answering, refusal, rigOf, silence, wordOfSession, wordOfStatus } from './support/rig.js';

const after$ = (ms: number, message: object): Observable<object> => timer(ms).pipe(map(() => message));
const echotest = 'janus.plugin.echotest';
const detached = (frames: readonly string[]): string[] =>
  frames.filter((frame) => /detach|destroy/.test(frame));

describe('the last unsubscribe', () => {
  it.each(['stream', 'poll'] as const)('over a %s detaches, destroys, and then lets the line go', (kind) => {
    virtually((time) => {
      const it = rigOf(time, { kind });
      const openAt: string[] = [];
      it.janus$.sent$.subscribe(({ janus }) => openAt.push(`${janus} ${String(it.janus$.lines.open)}`));
      const handle$ = create$(it.janus$).pipe(switchMap((session) => session.attach$(echotest)));
      const handle = it.follow(handle$);
      time.at(5, () => handle.subscription.unsubscribe());
      time.at(6, () => {
        expect(openAt.slice(-2)).toEqual(['detach 1', 'destroy 1']);
        expect(it.frames.slice(-2)).toEqual(['5 detach', '5 destroy']);
        expect(it.janus$.lines).toEqual({ opened: 1, open: 0 });
      });
    });
  });

  it('detaches every handle before it destroys, however the handles were held', () => {
    virtually((time) => {
      const it = rigOf(time);
      const session = it.follow(create$(it.janus$));
      const all = new Subscription();
      for (const plugin of ['a', 'b', 'c']) all.add(session.last.attach$(plugin).subscribe());
      time.at(5, () => session.subscription.unsubscribe());
      time.at(6, () =>
        expect(detached(it.frames)).toEqual(['5 detach', '5 detach', '5 detach', '5 destroy']),
      );
      time.at(7, () => all.unsubscribe());
      time.at(8, () => expect(detached(it.frames)).toHaveLength(4));
    });
  });

  it('over a stream sends all farewells at once, as their order is kept there', () => {
    virtually((time) => {
      const slow$ = () => after$(100, { janus: 'success' });
      const it = rigOf(time, { answer: answering({ detach: slow$, destroy: slow$ }) });
      const handle = it.follow(create$(it.janus$).pipe(switchMap((session) => session.attach$(echotest))));
      time.at(5, () => handle.subscription.unsubscribe());
      time.at(104, () =>
        expect([detached(it.frames), it.janus$.lines.open]).toEqual([['5 detach', '5 destroy'], 1]),
      );
      time.at(106, () => expect(it.janus$.lines.open).toBe(0));
    });
  });

  it('keeps the line until the farewell is answered, or for its deadline', () => {
    virtually((time) => {
      const [answered, unheard] = [
        rigOf(time, { answer: answering({ destroy: () => after$(300, { janus: 'success' }) }) }),
        rigOf(time, { answer: answering({ destroy: silence }) }),
      ];
      for (const { janus$ } of [answered, unheard])
        time.expectObservable(create$(janus$).pipe(map(({ id }) => id)), '^----!').toBe('a', { a: 1 });
      time.at(304, () => expect(answered.janus$.lines.open).toBe(1));
      time.at(306, () => expect(answered.janus$.lines.open).toBe(0));
      time.at(10_004, () => expect(unheard.janus$.lines.open).toBe(1));
      time.at(10_006, () => expect(unheard.janus$.lines.open).toBe(0));
    });
  });

  it('keeps nothing when the line drops under the farewell', () => {
    virtually((time) => {
      const it = rigOf(time, { answer: answering({ destroy: silence }) });
      time.expectObservable(create$(it.janus$).pipe(map(({ id }) => id)), '^----!').toBe('a', { a: 1 });
      time.at(8, () => it.janus$.drop());
      time.at(9, () => expect(it.janus$.lines.open).toBe(0));
      // No timer is left to wait for an answer that cannot come.
      time.at(10, () => expect(time.timers()).toBe(0));
    });
  });

  it('hears no refusal of a farewell, as nobody is left to tell', () => {
    virtually((time) => {
      const it = rigOf(time, {
        answer: answering({ destroy: () => refusal(458), detach: () => refusal(459) }),
      });
      const handle = it.follow(create$(it.janus$).pipe(switchMap((session) => session.attach$(echotest))));
      time.at(5, () => handle.subscription.unsubscribe());
      time.at(6, () =>
        expect([detached(it.frames), it.diagnostics]).toEqual([['5 detach', '5 destroy'], []]),
      );
    });
  });

  it('tells status$ and gap$ that it is over, without a cause, and the requests that the session ended', () => {
    virtually((time) => {
      const it = rigOf(time, { answer: answering({ message: silence }) });
      const session = it.follow(create$(it.janus$));
      const status = it.follow(session.last.status$, wordOfStatus);
      const gap = it.follow(session.last.gap$);
      const handle = it.follow(session.last.attach$(echotest), ({ id }) => `handle ${String(id)}`);
      const events = it.follow(handle.last.event$);
      const request = it.follow(handle.last.message$({}));
      time.at(5, () => session.subscription.unsubscribe());
      time.at(6, () => {
        expect(status.told).toEqual(['0 live by create', '5 ended', '5 complete']);
        expect(gap.told).toEqual(['5 complete']);
        expect(handle.told).toEqual(['0 handle 2', '5 complete']);
        expect(events.told).toEqual(['5 complete']);
        expect(request.errors).toEqual([anError('session-ended', { sessionId: 1 })]);
      });
    });
  });

  it('counts holders: a subscriber more or less is nothing to the session', () => {
    virtually((time) => {
      const it = rigOf(time);
      const session$ = create$(it.janus$);
      const [first, second, third] = [it.follow(session$), it.follow(session$), it.follow(session$)];
      time.at(5, () => first.subscription.unsubscribe());
      time.at(6, () => second.subscription.unsubscribe());
      time.at(7, () => expect(detached(it.frames)).toEqual([]));
      time.at(8, () => third.subscription.unsubscribe());
      time.at(9, () => expect(detached(it.frames)).toEqual(['8 destroy']));
    });
  });
});

describe('abandoning', () => {
  const abandons: readonly [string, SessionOptions][] = [
    ['a word', { teardown: 'abandon' }],
    ['a function', { teardown: () => 'abandon' }],
  ];

  it.each(abandons)('by %s sends nothing, not even a detach, and lets the line go', (_, options) => {
    virtually((time) => {
      const it = rigOf(time);
      const handle$ = create$(it.janus$, options).pipe(switchMap((session) => session.attach$(echotest)));
      const handle = it.follow(handle$);
      time.at(5, () => handle.subscription.unsubscribe());
      time.at(6, () => expect(it.frames).toEqual(['0 create', '0 info', '0 attach']));
      time.at(6, () => expect(it.janus$.lines).toEqual({ opened: 1, open: 0 }));
    });
  });

  it('is asked at the end, and not before', () => {
    virtually((time) => {
      const it = rigOf(time);
      let keep = false;
      const teardown = jest.fn(() => (keep ? 'abandon' : 'destroy'));
      const session$ = create$(it.janus$, { teardown });
      const first = it.follow(session$);
      expect(teardown).not.toHaveBeenCalled();
      time.at(5, () => first.subscription.unsubscribe());
      time.at(10, () => {
        keep = true;
        const second = it.follow(session$);
        time.at(5, () => second.subscription.unsubscribe());
      });
      time.at(20, () => expect(detached(it.frames)).toEqual(['5 destroy']));
    });
  });

  it('still detaches a handle that is left while the session is held', () => {
    virtually((time) => {
      const it = rigOf(time);
      const session = it.follow(create$(it.janus$, { teardown: 'abandon' }));
      const handle = it.follow(session.last.attach$(echotest));
      time.at(5, () => handle.subscription.unsubscribe());
      time.at(8, () => session.subscription.unsubscribe());
      time.at(9, () => expect(detached(it.frames)).toEqual(['5 detach']));
    });
  });
});

describe('use after the end', () => {
  const remedy = expect.stringMatching(/subscribe/) as unknown;
  const ended = anError('session-ended', { sessionId: 1, message: remedy });

  it.each<[string, (session: JanusSession) => Observable<unknown>]>([
    ['attach$', (session) => session.attach$(echotest)],
    ['reattach$', (session) => session.reattach$(echotest, 5)],
    ['request$', (session) => session.request$('keepalive')],
    ['destroy$', (session) => session.destroy$()],
  ])('%s errors, names the remedy, and sends nothing', (_, use$) => {
    virtually((time) => {
      const it = rigOf(time);
      const leased$ = create$(it.janus$).pipe(take(1));
      const { last: session } = it.follow(leased$);
      time.at(5, () => expect(it.follow(use$(session)).errors).toEqual([ended]));
      time.at(6, () => expect(it.frames).toEqual(['0 create', '0 info', '0 destroy']));
    });
  });

  it('errors with what ended the session, if something did', () => {
    virtually((time) => {
      const it = rigOf(time);
      const session = it.follow(create$(it.janus$), wordOfSession);
      time.at(5, () => it.janus$.push({ janus: 'timeout', session_id: 1 }));
      time.at(6, () => {
        const uses = [
          session.last.attach$(echotest),
          session.last.reattach$(echotest, 5),
          session.last.request$('keepalive'),
          session.last.destroy$(),
        ];
        for (const use$ of uses) expect(it.follow<unknown>(use$).errors).toEqual(session.errors);
      });
    });
  });

  it('is heard by status$ and gap$ as the end', () => {
    virtually((time) => {
      const it = rigOf(time);
      const session = it.follow(create$(it.janus$));
      time.at(5, () => session.subscription.unsubscribe());
      time.at(6, () => {
        expect(it.follow(session.last.status$, wordOfStatus).told).toEqual(['6 ended', '6 complete']);
        expect(it.follow(session.last.gap$).told).toEqual(['6 complete']);
      });
    });
  });
});
