import { type Observable, concat, delay, map, of, switchMap, take, timer } from 'rxjs';
import type { OutgoingRequest, Reply } from 'rxjs-janus';
import { heldIn } from '../session/support/held.js';
import { answering, event, refusal, silence } from '../session/support/rig.js';
import { anError, virtually } from '../support/marbles.js';

const ack = { janus: 'ack' };
const after$ = (ms: number, message: object): Observable<object> => timer(ms).pipe(map(() => message));
const fromHandle = { sender: 2 };
const n = (count: number): object => event({ n: count }, fromHandle);
const wordOfReply = ({ data }: Reply): string => JSON.stringify(data);
const messages = (sent: readonly OutgoingRequest[]): OutgoingRequest[] =>
  sent.filter(({ janus }) => janus === 'message');

describe('an answer', () => {
  it.each<[string, readonly object[]]>([
    ['after its ack', [ack, n(1)]],
    ['before its ack', [n(1), ack]],
    ['without an ack', [n(1)]],
    ['at once, as a success', [{ ...n(1), janus: 'success' }]],
  ])('%s is emitted once, and the ack never', (_, answers) => {
    virtually((time) => {
      const it = heldIn(time, { answer: answering({ message: () => answers }) });
      const reply = it.follow(it.handle.message$({ audio: true }), wordOfReply);
      expect(reply.told).toEqual(['0 {"n":1}', '0 complete']);
      time.at(1, () => expect(it.diagnostics).toEqual([]));
    });
  });

  it('is the first event with the transaction; the later ones go to event$ with it', () => {
    virtually((time) => {
      const answer = answering({
        message: () => concat(of(n(1)), of(ack, n(2)).pipe(delay(5)), after$(5, n(3))),
      });
      const it = heldIn(time, { answer });
      const events = it.follow(it.handle.event$);
      const reply = it.follow(it.handle.message$({}));
      time.at(20, () => {
        const { transaction } = reply.last;
        expect(reply.values).toHaveLength(1);
        expect(transaction).toBe(messages(it.janus$.sent)[0]?.transaction);
        expect(events.values).toEqual([
          { kind: 'plugin', data: { n: 2 }, jsep: undefined, transaction },
          { kind: 'plugin', data: { n: 3 }, jsep: undefined, transaction },
        ]);
      });
    });
  });

  it('finds its request among many, in whatever order they come', () => {
    virtually((time) => {
      const answer = answering({
        message: ({ body }) => after$(1_000 - (body as { n: number }).n, n((body as { n: number }).n)),
      });
      const it = heldIn(time, { answer });
      const replies = Array.from({ length: 500 }, (_, index) =>
        it.follow(it.handle.message$({ n: index }), wordOfReply),
      );
      time.at(2_000, () =>
        expect(replies.map(({ told }) => told[0])).toEqual(
          replies.map((_, index) => `${String(1_000 - index)} {"n":${String(index)}}`),
        ),
      );
    });
  });

  it('belongs to one subscription: each sends anew, under a transaction of its own', () => {
    virtually((time) => {
      const it = heldIn(time, { answer: answering({ message: () => [n(1)] }) });
      const request$ = it.handle.message$({ audio: true });
      expect(messages(it.janus$.sent)).toEqual([]);
      it.follow(request$);
      it.follow(request$);
      const [first, second] = messages(it.janus$.sent);
      expect(first).toMatchObject({ janus: 'message', session_id: 1, handle_id: 2, body: { audio: true } });
      expect(first?.transaction).not.toBe(second?.transaction);
    });
  });

  it('may make its receiver ask again in the same turn', () => {
    virtually((time) => {
      let count = 0;
      const it = heldIn(time, { answer: answering({ message: () => [n(++count)] }) });
      const chain$ = it.handle.message$({}).pipe(
        switchMap(() => it.handle.message$({})),
        take(1),
      );
      expect(it.follow(chain$, wordOfReply).told).toEqual(['0 {"n":2}', '0 complete']);
    });
  });

  it('that nobody waits for any more goes to event$', () => {
    virtually((time) => {
      const it = heldIn(time, { answer: answering({ message: () => after$(50, n(1)) }) });
      const events = it.follow(it.handle.event$, ({ kind }) => kind);
      time.at(5, () => {
        const request = it.follow(it.handle.message$({}));
        time.at(10, () => request.subscription.unsubscribe());
      });
      time.at(90, () => expect([events.told, it.diagnostics]).toEqual([['55 plugin'], []]));
    });
  });

  it.each([
    { janus: 'hangup' },
    { janus: 'detached', sender: 3 },
    { janus: 'webrtcup' },
    { janus: 'ringing' },
  ])('is none when it is %j, transaction or not', (message) => {
    virtually((time) => {
      const answer = answering({ message: () => concat(of({ ...fromHandle, ...message }), after$(5, n(1))) });
      const it = heldIn(time, { answer });
      const reply = it.follow(it.handle.message$({}), wordOfReply);
      time.at(6, () => expect(reply.told).toEqual(['5 {"n":1}', '5 complete']));
    });
  });
});

describe('no answer', () => {
  it.each([
    ['after an ack', [ack], true],
    ['and no ack', [], false],
  ])('%s within the deadline is a time-out that says so', (_, answers, acked) => {
    virtually((time) => {
      const it = heldIn(time, { answer: answering({ message: () => answers }) });
      const ids = { sessionId: 1, handleId: 2 };
      const error = anError('request-timeout', { ...ids, verb: 'message', acked, timeoutMs: 10_000 });
      time.expectObservable(it.handle.message$({})).toBe('10s #', undefined, error);
      time
        .expectObservable(it.handle.request$('join', {}, { timeoutMs: 700 }))
        .toBe(
          '700ms #',
          undefined,
          anError('request-timeout', { ...ids, verb: 'join', acked, timeoutMs: 700 }),
        );
      time.at(11_000, () => expect(it.session.told).toEqual(['0 session 1']));
    });
  });

  it.each([0, -1, NaN, Infinity, 2 ** 31, '5', null])('is not waited for %p milliseconds', (timeoutMs) => {
    virtually((time) => {
      const it = heldIn(time);
      time
        .expectObservable(it.handle.message$({}, { timeoutMs: timeoutMs as number }))
        .toBe('#', undefined, anError('invalid-argument', { argument: 'timeoutMs' }));
      time.at(1, () => expect(it.frames.at(-1)).toBe('0 attach'));
    });
  });

  it('is waited for as long as the session’s options say', () => {
    virtually((time) => {
      const it = heldIn(time, { answer: answering({ message: silence }) }, { requestTimeoutMs: 300 });
      time
        .expectObservable(it.handle.message$({}))
        .toBe('300ms #', undefined, anError('request-timeout', { timeoutMs: 300 }));
    });
  });

  it('in time leaves an answer that comes later to event$', () => {
    virtually((time) => {
      const it = heldIn(time, { answer: answering({ message: () => after$(500, n(1)) }) });
      const events = it.follow(it.handle.event$, ({ kind }) => kind);
      const request = it.follow(it.handle.message$({}, { timeoutMs: 300 }));
      time.at(600, () =>
        expect([request.told, events.told]).toEqual([['300 request-timeout'], ['500 plugin']]),
      );
    });
  });

  it('is told at its own deadline, however many wait', () => {
    virtually((time) => {
      const it = heldIn(time, { answer: answering({ message: silence }) });
      const delays = [900, 100, 500, 100, 2_000];
      const requests = delays.map((timeoutMs) => it.follow(it.handle.message$({}, { timeoutMs })));
      time.at(3_000, () =>
        expect(requests.map(({ told }) => told)).toEqual(
          delays.map((ms) => [`${String(ms)} request-timeout`]),
        ),
      );
    });
  });
});

describe('a refusal', () => {
  it('errors the request that it belongs to, with verb, ids, code and the server’s words', () => {
    virtually((time) => {
      const it = heldIn(time, {
        answer: answering({ message: () => refusal(465, "Invalid SDP (doesn't start with v=)") }),
      });
      const error = anError('server', {
        code: 465,
        codeName: 'JSEP_INVALID_SDP',
        reason: "Invalid SDP (doesn't start with v=)",
        verb: 'message',
        sessionId: 1,
        handleId: 2,
      });
      time.expectObservable(it.handle.message$({})).toBe('#', undefined, error);
    });
  });

  it('without a reason says nothing that is undefined', () => {
    virtually((time) => {
      const it = heldIn(time, {
        answer: answering({ message: () => [{ janus: 'error', error: { code: 490 } }] }),
      });
      const message = expect.not.stringContaining('undefined') as unknown;
      time
        .expectObservable(it.handle.message$({}))
        .toBe('#', undefined, anError('server', { code: 490, message }));
    });
  });

  it('may come after an ack', () => {
    virtually((time) => {
      const it = heldIn(time, {
        answer: answering({ message: () => concat(of(ack), after$(5, refusal(463)[0] ?? {})) }),
      });
      time
        .expectObservable(it.handle.message$({}))
        .toBe('-----#', undefined, anError('server', { code: 463 }));
    });
  });

  it.each([
    ['no transaction', { error: { code: 454, reason: 'Invalid JSON' } }, undefined],
    [
      'a transaction that nobody has',
      { transaction: 'x', session_id: 1, error: { code: 454, reason: 'Invalid JSON' } },
      1,
    ],
    [
      'a session that nobody has',
      { transaction: 'x', session_id: 9, error: { code: 454, reason: 'Invalid JSON' } },
      9,
    ],
  ])('with %s is a diagnostic, and ends nothing', (_, message, sessionId) => {
    virtually((time) => {
      const it = heldIn(time, { answer: answering({ message: silence }) });
      const request = it.follow(it.handle.message$({}));
      time.at(5, () => it.janus$.push({ janus: 'error', ...message }));
      time.at(6, () => {
        expect(it.diagnostics).toEqual([
          { kind: 'unmatched-error', code: 454, reason: 'Invalid JSON', sessionId },
        ]);
        expect([request.told, it.session.told]).toEqual([[], ['0 session 1']]);
      });
    });
  });

  it('of 458 to any request ends the session, the request with the same error', () => {
    virtually((time) => {
      const it = heldIn(time, { answer: answering({ message: () => refusal(458) }) });
      time.at(5, () => {
        const request = it.follow(it.handle.message$({}));
        const lost = anError('session-lost', { sessionId: 1, why: 'not-found' });
        expect([request.errors, it.session.errors]).toEqual([[lost], [lost]]);
      });
      time.at(6, () => expect(it.frames.at(-1)).toBe('5 message'));
    });
  });

  it('of 403 to one request is that request’s alone', () => {
    virtually((time) => {
      const it = heldIn(time, { answer: answering({ message: () => refusal(403) }) });
      time.expectObservable(it.handle.message$({})).toBe('#', undefined, anError('server', { code: 403 }));
      time.at(6, () => expect(it.session.told).toEqual(['0 session 1']));
    });
  });
});

describe('what answers nothing', () => {
  it.each(['ack', 'success', 'pong', 'server_info', 'keepalive'])(
    'is dropped in silence when it is a %s',
    (janus) => {
      virtually((time) => {
        const it = heldIn(time);
        const events = it.follow(it.handle.event$);
        time.at(5, () => it.janus$.push({ janus, transaction: 'x', session_id: 1, sender: 2 }));
        time.at(6, () =>
          expect([events.told, it.diagnostics, it.session.told]).toEqual([[], [], ['0 session 1']]),
        );
      });
    },
  );

  it('goes to event$ when it is an event', () => {
    virtually((time) => {
      const it = heldIn(time);
      const events = it.follow(it.handle.event$);
      time.at(5, () => it.janus$.push({ ...n(4), transaction: 'x', session_id: 1 }));
      time.at(6, () =>
        expect(events.values).toEqual([
          { kind: 'plugin', data: { n: 4 }, jsep: undefined, transaction: 'x' },
        ]),
      );
    });
  });
});
