import {
  NEVER,
  type Observable,
  concat,
  filter,
  map,
  mergeMap,
  of,
  switchMap,
  throwError,
  timer,
} from 'rxjs';
import {
  ConnectionFailedError,
  ConnectionLostError,
  HttpStatusError,
  type JanusClientError,
  type OutgoingRequest,
  SessionSupersededError,
  create$,
  decode,
  transportOver,
} from 'rxjs-janus';
import { coreScript } from 'rxjs-janus/testing';
import { heldIn } from '../session/support/held.js';
import { type Followed, answering, event, refusal, rigOf, silence } from '../session/support/rig.js';
import { type VirtualTime, anError, virtually } from '../support/marbles.js';

const ack = { janus: 'ack' };
const failed = new ConnectionFailedError('script:');
const after$ = (ms: number, message: object): Observable<object> => timer(ms).pipe(map(() => message));
const answered = event({ result: 'ok' }, { sender: 2 });
/** The first line is there at once, the others a second later. */
const slowly$ = (attempt: number): Observable<unknown> => (attempt === 1 ? of(0) : timer(1_000));
const bodies = (sent: readonly OutgoingRequest[]): unknown[] =>
  sent.filter(({ janus }) => janus === 'message').map(({ body }) => (body as { n?: number }).n);

describe('a request in flight at a drop', () => {
  it.each([
    [false, silence()],
    [true, [ack]],
  ])(
    'that must not run twice is in doubt (acked: %p), at once, with the drop as the cause',
    (acked, answers) => {
      virtually((time) => {
        const it = heldIn(time, { connect$: slowly$, answer: answering({ message: () => answers }) });
        const request = it.follow(it.handle.request$('join'));
        time.at(2_000, () => it.janus$.drop());
        time.at(5_000, () => {
          const cause = anError('connection-lost', { code: 1006 });
          expect(request.told).toEqual(['2000 request-in-doubt']);
          expect(request.errors).toEqual([
            anError('request-in-doubt', { verb: 'join', acked, sessionId: 1, handleId: 2, cause }),
          ]);
          expect(bodies(it.janus$.sent)).toHaveLength(1);
          expect(it.session.told).toEqual(['0 session 1']);
        });
      });
    },
  );

  it('that is harmless when it runs twice is sent again after the claim, and answered', () => {
    virtually((time) => {
      let line = 0;
      const answer = answering({
        claim: () => (line++, undefined),
        message: () => (line > 0 ? [ack, answered] : [ack]),
        hangup: () => (line > 0 ? undefined : []),
        trickle: () => (line > 0 ? undefined : []),
        attach: ({ plugin }) => (line > 0 || plugin !== 'late' ? undefined : []),
      });
      const it = heldIn(time, { connect$: slowly$, answer });
      const requests = [
        it.follow<unknown>(it.handle.message$({ n: 1 }, { idempotent: true })),
        it.follow<unknown>(it.handle.hangup$(), () => 'done'),
        it.follow<unknown>(it.handle.trickle$(null), () => 'done'),
        it.follow<unknown>(it.session.last.attach$('late')),
      ];
      time.at(2_000, () => it.janus$.drop());
      time.at(4_000, () => {
        expect(requests.map(({ told }) => told[0])).toEqual([
          '3000 value',
          '3000 done',
          '3000 done',
          '3000 value',
        ]);
        expect(it.frames.slice(-6)).toEqual([
          '3000 claim',
          '3000 message',
          '3000 hangup',
          '3000 trickle',
          '3000 attach',
          '3000 info',
        ]);
      });
    });
  });

  it('fails with the claim’s refusal when the session is gone; one in doubt has failed before', () => {
    virtually((time) => {
      const answer = answering({ claim: () => refusal(458), message: silence, hangup: silence });
      const it = heldIn(time, { connect$: slowly$, answer });
      const doubtful = it.follow(it.handle.message$({}));
      const harmless = it.follow(it.handle.hangup$());
      time.at(2_000, () => it.janus$.drop());
      time.at(2_500, () => {
        const waiting = it.follow(it.handle.message$({}));
        time.at(1_000, () => expect(waiting.told).toEqual(['3000 session-reclaim']));
      });
      time.at(4_000, () => {
        expect([doubtful.told, harmless.told]).toEqual([['2000 request-in-doubt'], ['3000 session-reclaim']]);
        expect(harmless.errors).toEqual(it.session.errors);
      });
    });
  });

  it('keeps its own deadline over the gap', () => {
    virtually((time) => {
      const it = heldIn(time, { connect$: slowly$, answer: answering({ hangup: silence }) });
      const request = it.follow(it.handle.hangup$());
      time.at(9_500, () => it.janus$.drop());
      time.at(12_000, () => expect(request.told).toEqual(['10000 request-timeout']));
    });
  });

  it('and sent again is unacknowledged again', () => {
    virtually((time) => {
      let line = 0;
      const answer = answering({
        claim: () => (line++, undefined),
        message: () => (line === 0 ? [ack] : []),
      });
      const it = heldIn(time, { connect$: slowly$, answer });
      const request = it.follow(it.handle.message$({}, { idempotent: true }));
      time.at(2_000, () => it.janus$.drop());
      time.at(11_000, () => expect(request.errors).toEqual([anError('request-timeout', { acked: false })]));
    });
  });

  it('hears nothing from the line that dropped', () => {
    virtually((time) => {
      let line = 0;
      const answer = answering({
        claim: () => (line++, undefined),
        message: () =>
          line === 0 ? after$(2_500, event({ old: true }, { sender: 2 })) : after$(600, answered),
      });
      const it = heldIn(time, { connect$: slowly$, answer });
      const request = it.follow(it.handle.message$({}, { idempotent: true }), ({ data }) =>
        JSON.stringify(data),
      );
      time.at(2_000, () => it.janus$.drop());
      time.at(5_000, () => expect(request.told).toEqual(['3600 {"result":"ok"}', '3600 complete']));
    });
  });
});

describe('a request in a gap', () => {
  it('waits, and leaves in order right behind the claim over a stream', () => {
    virtually((time) => {
      const answer = answering({
        claim: () => after$(100, { janus: 'success' }),
        message: () => [ack, answered],
      });
      const it = heldIn(time, { connect$: slowly$, answer });
      time.at(2_000, () => it.janus$.drop());
      const replies: Followed<unknown>[] = [];
      for (const count of [1, 2, 3])
        time.at(2_000 + 100 * count, () => replies.push(it.follow(it.handle.message$({ n: count }))));
      time.at(4_000, () => {
        expect(bodies(it.janus$.sent)).toEqual([1, 2, 3]);
        expect(it.frames.slice(3)).toEqual([
          ...['3000 claim', '3000 message', '3000 message', '3000 message'],
          '3100 info',
        ]);
        expect(replies.map(({ told }) => told[0])).toEqual(['3000 value', '3000 value', '3000 value']);
      });
    });
  });

  it('leaves at the success of the claim over REST, as a claim there empties the queue of events', () => {
    virtually((time) => {
      const broken$ = timer(2_000).pipe(
        switchMap(() => throwError(() => new ConnectionLostError({ reason: 'cut' }))),
      );
      let polls = 0;
      const hold$ = (): Observable<never> => (polls++ === 0 ? broken$ : NEVER);
      const answer = answering({
        claim: () => after$(100, { janus: 'success' }),
        message: () => [ack, answered],
      });
      const it = heldIn(time, { kind: 'poll', hold$, answer });
      time.at(2_050, () => it.follow(it.handle.message$({ n: 1 })));
      time.at(4_000, () => expect(it.frames.slice(3)).toEqual(['2000 claim', '2100 message']));
    });
  });

  it('waits also when it was made by whoever heard of the gap first', () => {
    virtually((time) => {
      const it = heldIn(time, { connect$: slowly$, answer: answering({ message: () => [answered] }) });
      const told: string[] = [];
      const asked$ = it.session.last.status$.pipe(
        filter(({ kind }) => kind === 'reclaiming'),
        mergeMap(() => it.handle.message$({ n: 1 })),
      );
      it.follow(asked$, () => String(told.push(`${String(time.now())} answered`)));
      time.at(2_000, () => it.janus$.drop());
      time.at(4_000, () => expect(told).toEqual(['3000 answered']));
      time.at(4_000, () => expect(bodies(it.janus$.sent)).toEqual([1]));
    });
  });

  it('waits no longer than its own deadline, without a line too', () => {
    virtually((time) => {
      const connect$ = (attempt: number): Observable<unknown> =>
        attempt === 1 ? of(0) : throwError(() => failed);
      const it = heldIn(time, { connect$ });
      time.at(12_000, () => it.janus$.drop());
      time.at(13_000, () => {
        const late = it.follow(it.handle.message$({}, { timeoutMs: 500 }));
        time.at(1_000, () => {
          expect(late.told).toEqual(['13500 request-timeout']);
          expect(late.errors).toEqual([anError('request-timeout', { acked: false, timeoutMs: 500 })]);
        });
      });
      time.at(20_000, () => expect(bodies(it.janus$.sent)).toEqual([]));
    });
  });

  it('is not sent when nobody waits for it any more', () => {
    virtually((time) => {
      const it = heldIn(time, { connect$: slowly$ });
      time.at(2_000, () => it.janus$.drop());
      time.at(2_100, () => {
        const request = it.follow(it.handle.message$({}));
        time.at(100, () => request.subscription.unsubscribe());
      });
      time.at(4_000, () => expect(bodies(it.janus$.sent)).toEqual([]));
    });
  });

  it('finds no place behind maxWaiting others, and one again when one of them leaves', () => {
    virtually((time) => {
      const it = heldIn(
        time,
        { connect$: slowly$, answer: answering({ message: () => [answered] }) },
        { maxWaiting: 2 },
      );
      time.at(2_000, () => it.janus$.drop());
      time.at(2_100, () => {
        const [first, second, third] = [1, 2, 3].map((count) =>
          it.follow(it.handle.request$('join', { n: count })),
        );
        expect(third?.errors).toEqual([anError('too-many-waiting', { verb: 'join', limit: 2 })]);
        first?.subscription.unsubscribe();
        const fourth = it.follow(it.handle.request$('join', { n: 4 }));
        time.at(1_000, () => {
          expect([first?.told, second?.told[0], fourth.told[0]]).toEqual([[], '3000 value', '3000 value']);
          expect(bodies(it.janus$.sent)).toEqual([2, 4]);
        });
      });
      // The places are free again in the next gap.
      time.at(15_000, () => it.janus$.drop());
      time.at(15_100, () => {
        const more = [5, 6].map((count) => it.follow(it.handle.request$('join', { n: count })));
        time.at(1_000, () => expect(more.map(({ told }) => told[0])).toEqual(['16000 value', '16000 value']));
      });
    });
  });

  it('counts what was in flight and waits again against maxWaiting, but never refuses it', () => {
    virtually((time) => {
      let line = 0;
      const answer = answering({
        claim: () => (line++, undefined),
        hangup: () => (line > 0 ? undefined : []),
      });
      const it = heldIn(time, { connect$: slowly$, answer }, { maxWaiting: 1 });
      const flying = [
        it.follow(it.handle.hangup$(), () => 'done'),
        it.follow(it.handle.hangup$(), () => 'done'),
      ];
      time.at(2_000, () => it.janus$.drop());
      time.at(2_100, () =>
        expect(it.follow(it.handle.message$({})).errors).toEqual([anError('too-many-waiting')]),
      );
      time.at(4_000, () => expect(flying.map(({ told }) => told[0])).toEqual(['3000 done', '3000 done']));
    });
  });
});

describe('a request under way when another client claims the session', () => {
  it('is in doubt if it was acknowledged, as its event goes there; the others fail with the session', () => {
    virtually((time) => {
      const answer = answering({ message: ({ body }) => ((body as { n: number }).n === 1 ? [ack] : []) });
      const superseded = new SessionSupersededError(1);
      const hold$ = (): Observable<never> => timer(500).pipe(switchMap(() => throwError(() => superseded)));
      const it = heldIn(time, { kind: 'poll', hold$, answer });
      const acked = it.follow(it.handle.message$({ n: 1 }, { idempotent: true }));
      const unheard = it.follow(it.handle.message$({ n: 2 }));
      time.at(1_000, () => {
        expect(it.session.errors).toEqual([superseded]);
        expect(acked.errors).toEqual([anError('request-in-doubt', { acked: true, cause: superseded })]);
        expect(unheard.errors).toEqual([superseded]);
        expect(it.frames.at(-1)).toBe('0 message');
      });
    });
  });
});

describe('a request that could not be delivered over REST', () => {
  /** A poll transport whose posts of some requests fail, once each. */
  const failing = (
    time: VirtualTime,
    failures: Partial<Record<OutgoingRequest['janus'], JanusClientError>>,
  ) => {
    const script = coreScript();
    const frames: string[] = [];
    const left = new Map(Object.entries(failures));
    const janus$ = transportOver((sink) =>
      concat(
        of({
          kind: 'poll' as const,
          renew: () => undefined,
          send: (request: OutgoingRequest) => {
            frames.push(`${String(time.now())} ${request.janus}`);
            const error = left.get(request.janus);
            left.delete(request.janus);
            const { transaction, session_id } = request;
            const answers = request.janus === 'message' ? [answered] : script(request);
            time.at(1, () =>
              error
                ? sink.sendFailed(transaction, error)
                : answers.forEach((message) =>
                    sink.receive(decode({ transaction, ...(session_id && { session_id }), ...message })),
                  ),
            );
          },
        }),
        NEVER,
      ),
    );
    return { janus$, frames };
  };

  const story = (
    failures: Partial<Record<OutgoingRequest['janus'], JanusClientError>>,
    idempotent: boolean,
  ): { told: string[]; errors: unknown[]; session: string[]; frames: string[] } => {
    let result = {
      told: [] as string[],
      errors: [] as unknown[],
      session: [] as string[],
      frames: [] as string[],
    };
    virtually((time) => {
      const { janus$, frames } = failing(time, failures);
      const it = rigOf(time);
      const session = it.follow(create$(janus$), ({ id }) => `session ${String(id)}`);
      time.at(10, () => {
        const handle = it.follow(session.last.attach$('p'));
        time.at(10, () => {
          const request = it.follow(handle.last.message$({}, { idempotent }));
          time.at(2_000, () => {
            const { told, errors } = request;
            result = { told, errors, session: session.told, frames: [...frames] };
          });
          time.at(2_001, () => session.subscription.unsubscribe());
        });
      });
    });
    return result;
  };

  const lost = new ConnectionLostError({ reason: 'read ECONNRESET' });

  it('since the server was not there is sent after the claim, whatever it is', () => {
    const { told, session, frames } = story({ message: new ConnectionFailedError('x') }, false);
    expect(told.map((line) => line.split(' ')[1])).toEqual(['value', 'complete']);
    expect(frames.filter((frame) => /claim|message/.test(frame)).map((frame) => frame.split(' ')[1])).toEqual(
      ['message', 'claim', 'message'],
    );
    expect(session).toEqual(['1 session 1']);
  });

  it('since the line broke under it is in doubt where it must not run twice', () => {
    const { errors, session } = story({ message: lost }, false);
    expect(errors).toEqual([anError('request-in-doubt', { cause: lost })]);
    expect(session).toEqual(['1 session 1']);
  });

  it('since the line broke under it is sent again after the claim where it may', () => {
    const { told, frames } = story({ message: lost }, true);
    expect(told.map((line) => line.split(' ')[1])).toEqual(['value', 'complete']);
    expect(frames.filter((frame) => /claim|message/.test(frame)).map((frame) => frame.split(' ')[1])).toEqual(
      ['message', 'claim', 'message'],
    );
  });

  it('since a proxy answered in the server’s place fails alone, and nothing is claimed', () => {
    const { errors, session, frames } = story({ message: new HttpStatusError(413, 'message', 1) }, true);
    expect(errors).toEqual([anError('http-status', { status: 413, verb: 'message' })]);
    expect(session).toEqual(['1 session 1']);
    expect(frames.some((frame) => frame.endsWith('claim'))).toBe(false);
  });

  it('fails a first create at once', () => {
    virtually((time) => {
      const { janus$ } = failing(time, { create: new ConnectionFailedError('x') });
      time.expectObservable(create$(janus$)).toBe('-#', undefined, anError('connection-failed'));
    });
  });
});
