import {
  NEVER,
  Observable,
  type ObservableInput,
  Subscription,
  map,
  of,
  switchMap,
  tap,
  throwError,
  timer,
} from 'rxjs';
import {
  type Handle,
  type JanusSession,
  type SessionOptions,
  type TokenContext,
  claim$,
  create$,
} from 'rxjs-janus';
import { type VirtualTime, wordOfError, virtually } from '../support/marbles.js';
import { wordOfSession, wordOfStatus } from '../session/support/rig.js';
import { Guarded } from './support/guarded.js';

type Token = (context: TokenContext) => ObservableInput<string>;

/** What was told, with its times. */
const follow = <T>(
  { now }: VirtualTime,
  source$: Observable<T>,
  word: (value: T) => string = () => 'done',
) => {
  const told: string[] = [];
  const note = (what: string): void => void told.push(`${String(now())} ${what}`);
  const subscription = source$.subscribe({
    next: (value) => note(word(value)),
    error: (error: unknown) => note(wordOfError(error)),
    complete: () => note('complete'),
  });
  return { told, subscription };
};

/** A source that gives these tokens in turn, the last one ever after, each after a time; and what it was told. */
const inTurn = (tokens: readonly string[], ms = 0): { token: Token; asked: TokenContext[] } => {
  const asked: TokenContext[] = [];
  const token: Token = (context) => {
    asked.push(context);
    const next = tokens[asked.length - 1] ?? tokens.at(-1) ?? '';
    return asked.length === 1 ? of(next) : timer(ms).pipe(map(() => next));
  };
  return { token, asked };
};

/** A session that began with the token `a`, which counts no more from 100 ms on; `b` does. Held for a minute. */
const held = (time: VirtualTime, token: string | Token, options: SessionOptions = {}) => {
  const server = new Guarded(time.now, ['a'], { token });
  const session$ = create$(server.janus$, options);
  const sessions: JanusSession[] = [];
  const session = follow(time, session$.pipe(tap((one) => sessions.push(one))), wordOfSession);
  const status$ = session$.pipe(switchMap((one) => one.status$));
  const handle$ = session$.pipe(switchMap((one) => one.attach$('janus.plugin.echotest')));
  const handles: Handle[] = [];
  const status = follow(time, status$, wordOfStatus);
  const handle = follow(time, handle$.pipe(tap((one) => handles.push(one))));
  time.at(100, () => {
    server.valid.clear();
    server.valid.add('b');
  });
  const end = new Subscription();
  for (const { subscription } of [session, status, handle]) end.add(subscription);
  time.at(60_000, () => end.unsubscribe());
  return {
    server,
    session,
    status,
    handle,
    end,
    /** One request that must not run twice; its ack is not its answer, and no answer is expected here. */
    message: () => follow(time, handles[0]?.message$({}, { timeoutMs: 5_000 }) ?? NEVER),
    trickle: () => follow(time, handles[0]?.trickle$(null) ?? NEVER),
  };
};

describe('a request that is refused with 403', () => {
  it('is sent again with another token, and only its answer is heard', () => {
    virtually((time) => {
      const { token, asked } = inTurn(['a', 'b'], 20);
      const server = new Guarded(time.now, ['b'], { token });
      const session = follow(time, create$(server.janus$), wordOfSession);
      time.at(50, () => {
        expect(server.frames).toEqual(['0 create a', '21 create b', '22 info b']);
        expect(session.told).toEqual(['22 session 1']);
        expect(asked).toEqual([{}, { refused: 'a' }]);
        session.subscription.unsubscribe();
      });
    });
  });

  it('again errors with that', () => {
    virtually((time) => {
      const { token, asked } = inTurn(['a', 'b', 'c']);
      const server = new Guarded(time.now, [], { token });
      const session = follow(time, create$(server.janus$), wordOfSession);
      time.at(50, () => {
        expect(server.frames).toEqual(['0 create a', '1 create b']);
        expect(session.told).toEqual(['2 server']);
        expect(asked.length).toBe(2);
      });
    });
  });

  it.each<[string, string | ObservableInput<string> | Token]>([
    ['the token is fixed', 'a'],
    ['the source gives the same again', () => ['a']],
    ['the source fails', inTurnThen(() => throwError(() => new Error('signed out')))],
    [
      'the source throws',
      inTurnThen(() => {
        throw new Error('signed out');
      }),
    ],
    ['the source has nothing to give', inTurnThen(() => [])],
  ])('errors at once where %s', (_, token) => {
    virtually((time) => {
      const server = new Guarded(time.now, [], { token });
      const session = follow(time, create$(server.janus$), wordOfSession);
      time.at(50, () => {
        expect(server.frames).toEqual(['0 create a']);
        expect(session.told).toEqual(['1 server']);
      });
    });
  });

  it('errors at once where there is no token at all', () => {
    virtually((time) => {
      const server = new Guarded(time.now, [], { apiSecret: 'wrong' });
      const session = follow(time, create$(server.janus$), wordOfSession);
      time.at(50, () => expect([server.frames, session.told]).toEqual([['0 create -'], ['1 server']]));
    });
  });

  it('waits for a source that stays silent no longer than its own deadline', () => {
    virtually((time) => {
      const server = new Guarded(time.now, [], { token: inTurnThen(() => NEVER) });
      const session = follow(time, create$(server.janus$, { requestTimeoutMs: 300 }), wordOfSession);
      time.at(400, () => {
        expect(session.told).toEqual(['300 request-timeout']);
        // Refused for certain, so nothing is waited for that it might have made.
        expect(server.sockets.map(({ closes }) => closes)).toEqual([1]);
      });
    });
  });

  it('is not sent again when nobody waits for it any more', () => {
    virtually((time) => {
      let left = 0;
      const again$ = new Observable<string>(() => () => left++);
      const server = new Guarded(time.now, [], { token: inTurnThen(() => again$) });
      const session = follow(time, create$(server.janus$), wordOfSession);
      time.at(20, () => session.subscription.unsubscribe());
      time.at(30, () => {
        expect([left, server.frames]).toEqual([1, ['0 create a']]);
        expect(server.sockets.map(({ closes }) => closes)).toEqual([1]);
      });
    });
  });

  it.each<[string, (subscribed: () => number) => ObservableInput<string>]>([
    [
      'an Observable',
      (subscribed) => new Observable((subscriber) => subscriber.next(subscribed() === 1 ? 'a' : 'b')),
    ],
    [
      'an iterable',
      (subscribed) => ({
        *[Symbol.iterator]() {
          yield subscribed() === 1 ? 'a' : 'b';
        },
      }),
    ],
  ])('has the token from the first value of %s, subscribed to again', (_, make) => {
    virtually((time) => {
      let count = 0;
      const server = new Guarded(time.now, ['b'], { token: make(() => ++count) });
      const session = follow(time, create$(server.janus$), wordOfSession);
      time.at(50, () => {
        expect(server.frames.slice(0, 2)).toEqual(['0 create a', '1 create b']);
        session.subscription.unsubscribe();
      });
    });
  });

  it('has text for a token, and not for a list of its letters', () => {
    virtually((time) => {
      const server = new Guarded(time.now, ['beta'], {
        token: ({ refused }) => (refused ? 'beta' : 'alpha'),
      });
      const session = follow(time, create$(server.janus$), wordOfSession);
      time.at(50, () => {
        expect(server.frames.slice(0, 2)).toEqual(['0 create alpha', '1 create beta']);
        session.subscription.unsubscribe();
      });
    });
  });
});

describe('an expired token', () => {
  it('is asked for once by all who wait, over all sessions of the transport', () => {
    virtually((time) => {
      const { token, asked } = inTurn(['a', 'b'], 20);
      const { server, trickle, end } = held(time, token);
      const other = follow(time, create$(server.janus$), wordOfSession);
      let told: ReturnType<typeof follow>[] = [];
      time.at(200, () => {
        told = [trickle(), trickle(), follow(time, create$(server.janus$), wordOfSession)];
        for (const { subscription } of told) end.add(subscription);
      });
      time.at(300, () => {
        expect(told.map((one) => one.told[0])).toEqual(['222 done', '222 done', '222 session 4']);
        expect(asked).toEqual([{}, { refused: 'a' }]);
        expect(server.since(200)).toEqual([
          ...['200 trickle a', '200 trickle a', '200 create a'],
          ...['221 trickle b', '221 trickle b', '221 create b'],
        ]);
        other.subscription.unsubscribe();
      });
    });
  });

  it('does not make those ask whose request was under way when it was renewed', () => {
    virtually((time) => {
      const { token, asked } = inTurn(['a', 'b'], 5);
      const { server, trickle } = held(time, token);
      time.at(150, () => (server.answerMs = 10));
      time.at(200, trickle);
      time.at(212, trickle);
      time.at(300, () => {
        expect(server.since(200)).toEqual([
          '200 trickle a',
          '212 trickle a',
          '215 trickle b',
          '222 trickle b',
        ]);
        expect(asked.length).toBe(2);
      });
    });
  });

  it('is nothing to the session whose keep-alive finds it', () => {
    virtually((time) => {
      const { token, asked } = inTurn(['a', 'b'], 20);
      const { server, session, status } = held(time, token);
      time.at(30_500, () => {
        expect(server.since(200)).toEqual([
          ...['10002 keepalive a', '10023 keepalive b', '20002 keepalive b', '30002 keepalive b'],
        ]);
        expect([session.told, status.told, asked.length]).toEqual([['1 session 1'], ['1 live by create'], 2]);
      });
    });
  });

  it('without another ends the session at the keep-alive that finds it', () => {
    virtually((time) => {
      const { session, status } = held(time, 'a');
      time.at(20_000, () => {
        expect(session.told).toEqual(['1 session 1', '10003 session-lost']);
        expect(status.told).toEqual([
          '1 live by create',
          '10003 ended by session-lost',
          '10003 session-lost',
        ]);
      });
    });
  });

  it('that a claim finds is renewed, and what waited behind the claim follows it', () => {
    virtually((time) => {
      const { server, status, message, trickle } = held(time, ({ refused }) => [refused ? 'b' : 'a']);
      time.at(200, () => server.drop());
      time.at(200, message);
      time.at(200, trickle);
      time.at(400, () => {
        const [from, again] = [200, 201].map(String);
        expect(server.since(200)).toEqual([
          ...['claim', 'message', 'trickle'].map((verb) => `${String(from)} ${verb} a`),
          ...['claim', 'message', 'trickle'].map((verb) => `${String(again)} ${verb} b`),
        ]);
        expect(status.told.at(-1)).toBe('202 live by claim');
      });
    });
  });

  it('that a claim finds, without another, ends the session', () => {
    virtually((time) => {
      const { server, session } = held(time, 'a');
      time.at(200, () => server.drop());
      time.at(400, () => expect(session.told).toEqual(['1 session 1', '201 session-reclaim']));
    });
  });

  it('is no end to a claim of somebody else’s session', () => {
    virtually((time) => {
      const server = new Guarded(time.now, ['b'], { token: ({ refused }) => [refused ? 'b' : 'a'] });
      const session = follow(time, claim$(server.janus$, 7), wordOfSession);
      time.at(50, () => {
        expect([server.frames.slice(0, 2), session.told]).toEqual([
          ['0 claim a', '1 claim b'],
          ['2 session 7'],
        ]);
        session.subscription.unsubscribe();
      });
    });
  });

  it('leaves nobody in doubt: what it held up did not run, and is sent after the claim', () => {
    virtually((time) => {
      const asked: TokenContext[] = [];
      const token: Token = (context) =>
        context.refused === undefined ? [asked.push(context) === 1 ? 'a' : 'b'] : NEVER;
      const { server, message } = held(time, token);
      let told: string[] = [];
      time.at(200, () => (told = message().told));
      time.at(210, () => server.drop());
      time.at(400, () => {
        expect(server.since(200)).toEqual(['200 message a', '210 claim b', '210 message b']);
        expect(told).toEqual([]);
      });
      // Its event never comes here; it had its own deadline all the time.
      time.at(6_000, () => expect(told).toEqual(['5200 request-timeout']));
    });
  });

  it('is renewed for the farewells too', () => {
    virtually((time) => {
      const { token } = inTurn(['a', 'b'], 20);
      const { server, end } = held(time, token);
      time.at(200, () => end.unsubscribe());
      time.at(300, () => {
        expect(server.since(200)).toEqual(['200 detach a', '200 destroy a', '221 detach b', '221 destroy b']);
        expect(server.sockets.map(({ closes }) => closes)).toEqual([1]);
      });
    });
  });
});

/** `a` for each connection, and what is given after a refusal. */
function inTurnThen(again: () => ObservableInput<string>): Token {
  return ({ refused }) => (refused === undefined ? ['a'] : again());
}
