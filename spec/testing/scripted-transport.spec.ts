import { type Observable, map, of, take, throwError, timer } from 'rxjs';
import {
  ConnectionFailedError,
  ConnectionLostError,
  type Connection,
  type JanusMessage,
  create$,
} from 'rxjs-janus';
import {
  type ScriptedTransport,
  type ScriptedTransportOptions,
  coreScript,
  scriptedTransport,
} from 'rxjs-janus/testing';
import { type VirtualTime, anError, virtually } from '../support/marbles.js';

const state$ = ({ state$: told$ }: ScriptedTransport): Observable<string> =>
  told$.pipe(map(({ kind }) => kind));
const kinds = { i: 'idle', c: 'connecting', o: 'open', l: 'lost' };

/** The connection, once it is there, for a spec to send over. */
const lineOf = (janus$: ScriptedTransport): { current: Connection | undefined } => {
  const line: { current: Connection | undefined } = { current: undefined };
  janus$.connection$.subscribe({ next: (connection) => (line.current = connection), error: () => undefined });
  return line;
};

describe('scriptedTransport', () => {
  it('opens a line at once by default, and says yes to everything', () => {
    virtually(({ expectObservable, at }) => {
      const janus$ = scriptedTransport();
      expectObservable(create$(janus$).pipe(map(({ id }) => id)), '--^-----!').toBe('--a', { a: 1 });
      expectObservable(state$(janus$)).toBe('i-(co)--i', kinds);
      at(20, () => expect(janus$.lines).toEqual({ opened: 1, open: 0 }));
    });
  });

  it('is idle again after the last subscriber', () => {
    virtually(({ expectObservable }) => {
      const janus$ = scriptedTransport({ connect$: () => timer(2) });
      expectObservable(janus$, '          -^-----!').toBe('');
      expectObservable(state$(janus$)).toBe('ic-o---i', kinds);
    });
  });

  it('opens its line when it is told to, refuses it when it is told to, and counts the attempts', () => {
    virtually(({ cold, expectObservable, expectSubscriptions }) => {
      const failed = new ConnectionFailedError('script:');
      const attempts = [cold('---#', undefined, failed), cold('  --o--o--#')];
      const janus$ = scriptedTransport({ connect$: (attempt) => attempts[attempt - 1] ?? of(0) });
      expectObservable(janus$.connection$.pipe(map(() => 'o'))).toBe(
        '                 ---#',
        undefined,
        failed,
      );
      expectObservable(janus$.connection$.pipe(map(() => 'o')), '----^-------!').toBe('------o');
      expectSubscriptions(attempts[0]?.subscriptions ?? []).toBe('                     ^--!');
      expectSubscriptions(attempts[1]?.subscriptions ?? []).toBe('                     ----^-!');
    });
  });

  it('answers as its script says: at once, over time, or not at all', () => {
    virtually(({ expectObservable, at }) => {
      const janus$ = scriptedTransport({
        answer: ({ janus }) => {
          if (janus === 'ping') return timer(3).pipe(map(() => ({ janus: 'pong' })));
          return janus === 'info' ? [] : undefined;
        },
      });
      const line = lineOf(janus$);
      at(1, () => line.current?.send({ janus: 'ping', transaction: 'a' }));
      at(2, () => line.current?.send({ janus: 'info', transaction: 'b' }));
      at(3, () => line.current?.send({ janus: 'keepalive', transaction: 'c', session_id: 9 }));
      const messages: Record<string, JanusMessage> = {
        k: { janus: 'ack', transaction: 'c', session_id: 9 },
        p: { janus: 'pong', transaction: 'a' },
      };
      expectObservable(janus$, '^-----!').toBe('---kp', messages);
    });
  });

  it('lets a script say whose answer it is', () => {
    virtually(({ expectObservable, at }) => {
      const janus$ = scriptedTransport({
        answer: () => [{ janus: 'ack', transaction: 'other', session_id: 5 }],
      });
      const line = lineOf(janus$);
      at(1, () => line.current?.send({ janus: 'keepalive', transaction: 'c', session_id: 9 }));
      expectObservable(janus$, '^--!').toBe('-a', {
        a: { janus: 'ack', transaction: 'other', session_id: 5 },
      });
    });
  });

  it('keeps what was sent, over all lines, and tells it as it is sent', () => {
    virtually(({ expectObservable, at }) => {
      const janus$ = scriptedTransport();
      const line = lineOf(janus$);
      at(1, () => line.current?.send({ janus: 'ping', transaction: 'a' }));
      at(2, () => janus$.drop());
      at(3, () => lineOf(janus$).current?.send({ janus: 'info', transaction: 'b' }));
      expectObservable(janus$.sent$.pipe(map(({ janus }) => janus))).toBe('-p-i', { p: 'ping', i: 'info' });
      at(4, () => expect(janus$.sent.map(({ transaction }) => transaction)).toEqual(['a', 'b']));
      at(4, () => expect(janus$.lines).toEqual({ opened: 2, open: 1 }));
    });
  });

  it('says something unasked on the newest line, and nothing where there is none', () => {
    virtually(({ expectObservable, at }) => {
      const janus$ = scriptedTransport();
      janus$.push({ janus: 'webrtcup', session_id: 1, sender: 2 });
      const up = { janus: 'webrtcup', session_id: 1, sender: 3 };
      at(2, () => janus$.push(up));
      expectObservable(janus$, '-^--!').toBe('--u', { u: up });
    });
  });

  it('breaks the newest line, by default as a network does', () => {
    virtually(({ expectObservable, at }) => {
      const [plain, told] = [scriptedTransport(), scriptedTransport()];
      const cause = new ConnectionLostError({ code: 1001, reason: 'restart' });
      plain.drop();
      at(3, () => plain.drop());
      at(3, () => told.drop(cause));
      expectObservable(plain).toBe('---#', undefined, anError('connection-lost', { code: 1006 }));
      expectObservable(told).toBe(' ---#', undefined, cause);
      at(4, () => expect(plain.lines).toEqual({ opened: 1, open: 0 }));
    });
  });

  it('answers nothing over a line that is gone', () => {
    virtually(({ expectObservable, at }) => {
      const janus$ = scriptedTransport({ answer: () => timer(5).pipe(map(() => ({ janus: 'pong' }))) });
      const line = lineOf(janus$);
      at(1, () => line.current?.send({ janus: 'ping', transaction: 'a' }));
      at(3, () => janus$.drop());
      expectObservable(janus$, '----^-----!').toBe('');
    });
  });

  it('breaks when its script fails', () => {
    virtually(({ expectObservable, at }) => {
      const cause = new Error('a mistake in the script');
      const janus$ = scriptedTransport({ answer: () => throwError(() => cause) });
      const line = lineOf(janus$);
      at(2, () => line.current?.send({ janus: 'ping', transaction: 'a' }));
      expectObservable(janus$).toBe('--#', undefined, anError('connection-lost', { cause }));
    });
  });

  it('behaves as REST when it is told to', () => {
    virtually(({ cold, expectObservable, expectSubscriptions }) => {
      const poll$ = cold<never>('                            ----');
      const janus$ = scriptedTransport({ kind: 'poll', hold$: (id) => (id === 1 ? poll$ : cold('-')) });
      const kind$ = janus$.connection$.pipe(
        map(({ kind }) => kind),
        take(1),
      );
      expectObservable(kind$).toBe('                          (k|)', { k: 'poll' });
      expectObservable(create$(janus$).pipe(map(({ id }) => id)), '-----^-!').toBe('-----a', { a: 1 });
      expectSubscriptions(poll$.subscriptions).toBe('         -----^-!');
    });
  });

  it('lingers on the scheduler that it is given', () => {
    virtually(({ scheduler, expectObservable, at }) => {
      const janus$ = scriptedTransport({ scheduler });
      expectObservable(janus$, '^--!').toBe('');
      at(4, () => expect(janus$.lines.open).toBe(0));
    });
  });
});

describe('the script of an outage', () => {
  /** A session on a server that is away from 100 ms on; when each attempt to come back was made. */
  const attempts = (time: VirtualTime, options: ScriptedTransportOptions = {}): number[] => {
    const at: number[] = [];
    const connect$ = (attempt: number): Observable<unknown> => {
      at.push(time.now());
      return attempt === 1 ? of('open') : throwError(() => new ConnectionFailedError('script:'));
    };
    const janus$ = scriptedTransport({ ...options, connect$ });
    const session = create$(janus$).subscribe();
    time.at(100, () => janus$.drop());
    time.at(20_000, () => session.unsubscribe());
    return at;
  };

  it('has the attempts at their latest, where chance has no say', () => {
    virtually((time) => {
      const at = attempts(time);
      time.at(20_000, () => expect(at).toEqual([0, 100, 600, 1_600, 3_600, 7_600, 15_600]));
    });
  });

  it('may say how long they wait', () => {
    virtually((time) => {
      const at = attempts(time, { backOff: { firstMs: 1_000, maxMs: 4_000, random: () => 0.5 } });
      time.at(8_000, () => expect(at).toEqual([0, 100, 600, 1_600, 3_600, 5_600, 7_600]));
    });
  });

  it('may wake the client up, which then tries at once', () => {
    virtually((time) => {
      const at = attempts(time, { wake$: time.hot('4s w 99ms w') });
      time.at(7_000, () => expect(at).toEqual([0, 100, 600, 1_600, 3_600, 4_000, 4_100]));
    });
  });

  it('may take the network away: no attempt is wasted, and the first wake-up makes one', () => {
    virtually((time) => {
      const at = attempts(time, { isOnline: () => time.now() < 50, wake$: time.hot('5s w') });
      time.at(8_000, () => expect(at).toEqual([0, 5_000]));
    });
  });
});

describe('coreScript', () => {
  it('gives ids from 1 on, the chosen one where one is chosen, and acknowledges what is acknowledged', () => {
    const say = coreScript();
    const ids = (['create', 'attach', 'create'] as const).map((janus) => say({ janus, transaction: 't' })[0]);
    expect(ids).toEqual([1, 2, 3].map((id) => ({ janus: 'success', data: { id } })));
    expect(say({ janus: 'create', transaction: 't', id: 77 })).toEqual([
      { janus: 'success', data: { id: 77 } },
    ]);
    for (const janus of ['keepalive', 'trickle', 'message'] as const)
      expect(say({ janus, transaction: 't' })).toEqual([{ janus: 'ack' }]);
    for (const janus of ['claim', 'destroy', 'hangup'] as const)
      expect(say({ janus, transaction: 't' })).toEqual([{ janus: 'success' }]);
    expect(say({ janus: 'detach', handle_id: 7, transaction: 't' })).toEqual([
      { janus: 'success' },
      { janus: 'detached', sender: 7 },
    ]);
    expect(say({ janus: 'ping', transaction: 't' })).toEqual([{ janus: 'pong' }]);
    expect(say({ janus: 'info', transaction: 't' })).toEqual([
      expect.objectContaining({ janus: 'server_info' }),
    ]);
  });
});
