import { type Observable, Subscription, defer, throwError } from 'rxjs';
import { ConnectionLostError, type Diagnostic, type JanusMessage, type WireSink } from 'rxjs-janus';
import type { HttpReply } from '../../src/transport/http.js';
import { LONG_POLL_MS, longPoll$ } from '../../src/transport/long-poll.js';
import { type ColdObservable, type VirtualTime, anError, virtually } from '../support/marbles.js';

const ok = (body: unknown): HttpReply => ({ status: 200, text: JSON.stringify(body) });
const up = { janus: 'webrtcup', session_id: 5, sender: 6 };
const down = { janus: 'hangup', session_id: 5, sender: 6 };
const nothing = [{ janus: 'keepalive' }];

interface Heard extends WireSink {
  readonly messages: JanusMessage[];
  readonly diagnostics: Diagnostic[];
}

const aSink = (): Heard => {
  const messages: JanusMessage[] = [];
  const diagnostics: Diagnostic[] = [];
  return {
    messages,
    diagnostics,
    receive: (message) => void messages.push(message),
    diagnose: (diagnostic) => void diagnostics.push(diagnostic),
    sendFailed: () => undefined,
    dialling: () => undefined,
  };
};

const poll$ = (get$: Observable<HttpReply>, sink: WireSink = aSink(), longPollMs = 30): Observable<never> =>
  longPoll$({ sessionId: 5, get$, sink, longPollMs, maxFrameLength: 1_000, scheduler: undefined });

/** Polls answered one after the other, each as its marbles say; the last one hangs. */
const polls = (
  { cold }: VirtualTime,
  ...answers: readonly (readonly [marbles: string, reply: HttpReply])[]
): { readonly get$: Observable<HttpReply>; readonly each: ColdObservable<HttpReply>[] } => {
  const each = [...answers.map(([diagram, a]) => cold(diagram, { a })), cold<HttpReply>('-')];
  let count = 0;
  return { get$: defer(() => each[count++] ?? throwError(() => new Error('one poll too many'))), each };
};

describe('the long poll', () => {
  it('is opened again as soon as it is answered, one at a time, and aborted at the end', () => {
    virtually((time) => {
      const sink = aSink();
      const { get$, each } = polls(time, ['----(a|)', ok([up, down])], ['--(a|)', ok([down])]);
      time.expectObservable(poll$(get$, sink), '^--------!').toBe('');
      time.expectSubscriptions(each[0]?.subscriptions ?? []).toBe('^---!');
      time.expectSubscriptions(each[1]?.subscriptions ?? []).toBe('----^-!');
      time.expectSubscriptions(each[2]?.subscriptions ?? []).toBe('------^--!');
      time.at(10, () => expect(sink.messages).toEqual([up, down, down]));
    });
  });

  it('takes one object as well as an array, as the server sends one where maxev is 1', () => {
    virtually((time) => {
      const sink = aSink();
      const { get$ } = polls(time, ['--(a|)', ok(up)], ['--(a|)', ok([])], ['--(a|)', ok([down])]);
      time.expectObservable(poll$(get$, sink), '^--------!').toBe('');
      time.at(9, () => expect(sink.messages).toEqual([up, down]));
    });
  });

  it.each([
    ['alone', { janus: 'keepalive' }],
    ['in an array', nothing],
  ])('hides an empty answer that came in its time, %s', (_, body) => {
    virtually((time) => {
      const sink = aSink();
      const { get$, each } = polls(time, ['30ms (a|)', ok(body)]);
      time.expectObservable(poll$(get$, sink), '^ 39ms !').toBe('');
      time.expectSubscriptions(each[1]?.subscriptions ?? []).toBe('30ms ^ 9ms !');
      time.at(41, () => expect([sink.messages, sink.diagnostics]).toEqual([[], []]));
    });
  });

  it('takes an empty answer long before its time as another client’s poll', () => {
    virtually((time) => {
      const { get$, each } = polls(time, ['14ms (a|)', ok(nothing)]);
      time
        .expectObservable(poll$(get$))
        .toBe('14ms #', undefined, anError('session-superseded', { sessionId: 5 }));
      time.expectSubscriptions(each[1]?.subscriptions ?? []).toBe([]);
    });
  });

  it('takes an empty answer right after a message for an echo of that message', () => {
    virtually((time) => {
      const { get$, each } = polls(time, ['--(a|)', ok([up, down])], ['---(a|)', ok(nothing)]);
      time.expectObservable(poll$(get$, aSink(), 300), '^ 40ms !').toBe('');
      time.expectSubscriptions(each[2]?.subscriptions ?? []).toBe('-----^ 35ms !');
    });
  });

  it.each<[string, readonly (readonly [string, HttpReply])[], string]>([
    ['the next is empty too', [['---(a|)', ok(nothing)]], '--------#'],
    [
      'messages and empty answers take turns',
      [
        ['---(a|)', ok([up])],
        ['-(a|)', ok(nothing)],
      ],
      '---------#',
    ],
  ])('takes no second one for an echo: %s', (_, further, expected) => {
    virtually((time) => {
      const first = [['--(a|)', ok([up])] as const, ['---(a|)', ok(nothing)] as const];
      const { get$ } = polls(time, ...first, ...further);
      time
        .expectObservable(poll$(get$, aSink(), 300))
        .toBe(expected, undefined, anError('session-superseded'));
    });
  });

  it('takes an empty answer that comes well after a message as another client’s poll', () => {
    virtually((time) => {
      const { get$ } = polls(time, ['--(a|)', ok([up])], ['10ms (a|)', ok(nothing)]);
      time
        .expectObservable(poll$(get$, aSink(), 300))
        .toBe('12ms #', undefined, anError('session-superseded'));
    });
  });

  it('takes an empty answer a little before its time for what it is', () => {
    virtually((time) => {
      const { get$ } = polls(time, ['16ms (a|)', ok(nothing)]);
      time.expectObservable(poll$(get$), '^ 29ms !').toBe('');
    });
  });

  it('delivers what came with the empty answer before it ends', () => {
    virtually((time) => {
      const sink = aSink();
      const { get$ } = polls(time, ['--(a|)', ok([up, ...nothing])]);
      time.expectObservable(poll$(get$, sink)).toBe('--#', undefined, anError('session-superseded'));
      time.at(3, () => expect(sink.messages).toEqual([up]));
    });
  });

  it.each([404, 403, 500, 503, 302, 204])('ends with the status when it is answered with %d', (status) => {
    virtually((time) => {
      const { get$ } = polls(time, ['--(a|)', { status, text: '' }]);
      const error = anError('http-status', { status, verb: 'poll', sessionId: 5 });
      time.expectObservable(poll$(get$)).toBe('--#', undefined, error);
    });
  });

  it('ends with what broke it', () => {
    virtually((time) => {
      const broken = new ConnectionLostError({ reason: 'read ECONNRESET' });
      time.expectObservable(poll$(time.cold('---#', undefined, broken))).toBe('---#', undefined, broken);
    });
  });

  it('is lost when it stays unanswered a sixth longer than the server holds it', () => {
    virtually((time) => {
      const { get$, each } = polls(time);
      time
        .expectObservable(poll$(get$))
        .toBe(
          '35ms #',
          undefined,
          anError('connection-lost', { message: expect.stringContaining('35 ms') as unknown }),
        );
      time.expectSubscriptions(each[0]?.subscriptions ?? []).toBe('^ 34ms !');
    });
  });

  it('counts that time for each poll anew', () => {
    virtually((time) => {
      const { get$ } = polls(time, ['30ms (a|)', ok(nothing)], ['30ms (a|)', ok(nothing)]);
      time.expectObservable(poll$(get$)).toBe('95ms #', undefined, anError('connection-lost'));
    });
  });

  it('is held for 30 s by the server', () => {
    expect(LONG_POLL_MS).toBe(30_000);
  });

  it.each<[string, string]>([
    ['is no JSON', '[{"janus":'],
    ['is too long', JSON.stringify([{ janus: 'x'.repeat(1_000) }])],
    ['is empty', ''],
  ])('goes on a second later, with a diagnostic, after an answer that %s', (_, text) => {
    virtually((time) => {
      const sink = aSink();
      const { get$ } = polls(time, ['--(a|)', { status: 200, text }], ['--(a|)', ok([up])]);
      time.expectObservable(poll$(get$, sink), '^ 1005ms !').toBe('');
      time.at(1_001, () => {
        expect(sink.diagnostics).toEqual([{ kind: 'malformed-frame', error: anError('protocol') }]);
        expect(sink.messages).toEqual([]);
      });
      time.at(1_006, () => expect(sink.messages).toEqual([up]));
    });
  });

  it('drops one message that is none, and keeps those beside it', () => {
    virtually((time) => {
      const sink = aSink();
      const { get$ } = polls(time, ['--(a|)', ok([up, null, { janus: 7 }, down])]);
      time.expectObservable(poll$(get$, sink), '^---!').toBe('');
      time.at(5, () => {
        expect(sink.messages).toEqual([up, down]);
        expect(sink.diagnostics.map(({ kind }) => kind)).toEqual(['malformed-frame', 'malformed-frame']);
      });
    });
  });

  it('polls no more when the message that it brings ends the session', () => {
    virtually((time) => {
      const { get$, each } = polls(time, ['--(a|)', ok([{ janus: 'timeout', session_id: 5 }])]);
      const polling = new Subscription();
      polling.add(poll$(get$, { ...aSink(), receive: () => polling.unsubscribe() }).subscribe());
      time.expectSubscriptions(each[0]?.subscriptions ?? []).toBe('^-!');
      time.expectSubscriptions(each[1]?.subscriptions ?? []).toBe([]);
    });
  });
});
