import {
  EMPTY,
  NEVER,
  type Observable,
  type Unsubscribable,
  catchError,
  concat,
  defer,
  ignoreElements,
  map,
  of,
  tap,
  throwError,
} from 'rxjs';
import {
  ConnectionFailedError,
  ConnectionLostError,
  type Connection,
  type Diagnostic,
  type Dial,
  type JanusMessage,
  type JanusTransport,
  type OutgoingRequest,
  type Wire,
  type WireSink,
  transportOver,
} from 'rxjs-janus';
import { anError, virtually } from '../support/marbles.js';

const aWire = (sent: OutgoingRequest[] = []): Wire => ({
  kind: 'stream',
  send: (request) => void sent.push(request),
});

const w = aWire();
const ping: OutgoingRequest = { janus: 'ping', transaction: 't' };
const kinds = { i: 'idle', c: 'connecting', o: 'open', l: 'lost' };
const state$ = (transport: JanusTransport): Observable<string> =>
  transport.state$.pipe(map(({ kind }) => kind));
const open$ = (transport: JanusTransport): Observable<string> =>
  transport.connection$.pipe(map(() => 'open'));

/** A transport whose lines are cold Observables, and the sinks that they were given. */
const over = (
  line$: (attempt: number) => Observable<Wire>,
): JanusTransport & { readonly sinks: WireSink[] } => {
  const sinks: WireSink[] = [];
  return Object.assign(
    transportOver((sink) => line$(sinks.push(sink)), { url: 'line:' }),
    { sinks },
  );
};

describe('a transport', () => {
  it('dials at the first subscription, once for all, and hangs up after the last', () => {
    virtually(({ cold, expectObservable, expectSubscriptions }) => {
      const line$ = cold('  --w------', { w });
      const first = '       ^----!';
      const second = '      -^------!';
      const lineSub = '     ^-------!';
      const transport = over(() => line$);
      expectObservable(open$(transport), first).toBe(' --o', { o: 'open' });
      expectObservable(open$(transport), second).toBe('--o', { o: 'open' });
      expectSubscriptions(line$.subscriptions).toBe(lineSub);
    });
  });

  it('gives a late subscriber the connection that stands', () => {
    virtually(({ cold, at, expectObservable }) => {
      const transport = over(() => cold('       -w----', { w }));
      const connections: Connection[] = [];
      const seen$ = transport.connection$.pipe(map((connection) => connections.push(connection)));
      expectObservable(seen$, '^-----!').toBe(' -a', { a: 1 });
      expectObservable(seen$, '---^--!').toBe(' ---b', { b: 2 });
      at(4, () => expect(new Set(connections).size).toBe(1));
    });
  });

  it('shares one line between its messages and its connection', () => {
    virtually(({ cold, at, expectObservable, expectSubscriptions }) => {
      const line$ = cold('                               -w--------', { w });
      const transport = over(() => line$);
      const m: JanusMessage = { janus: 'pong', transaction: 'a' };
      at(4, () => transport.sinks[0]?.receive(m));
      expectObservable(open$(transport), '^-----!').toBe('-o', { o: 'open' });
      expectObservable(transport, '       ^-------!').toBe('----m', { m });
      expectSubscriptions(line$.subscriptions).toBe('     ^-------!');
    });
  });

  it('keeps the line for whoever subscribes again in the same turn', () => {
    virtually(({ cold, expectObservable, expectSubscriptions }) => {
      const line$ = cold('                                -w--------', { w });
      const transport = over(() => line$);
      expectObservable(open$(transport), '----^---!').toBe('----o', { o: 'open' });
      expectObservable(open$(transport), '^---!').toBe('    -o', { o: 'open' });
      expectSubscriptions(line$.subscriptions).toBe('      ^-------!');
    });
  });

  it('errors all its subscribers when the line drops, and dials again for the next one', () => {
    virtually(({ cold, expectObservable, expectSubscriptions }) => {
      const lost = new ConnectionLostError({ code: 1006 });
      const first$ = cold(' -w--#', { w }, lost);
      const second$ = cold('     --w---', { w });
      const transport = over((attempt) => (attempt === 1 ? first$ : second$));
      expectObservable(open$(transport)).toBe('              -o--#', { o: 'open' }, lost);
      expectObservable(transport).toBe('                     ----#', undefined, lost);
      expectObservable(open$(transport), '-----^----!').toBe('-------o', { o: 'open' });
      expectSubscriptions(first$.subscriptions).toBe('        ^---!');
      expectSubscriptions(second$.subscriptions).toBe('       -----^----!');
    });
  });

  it('is lost, with the cause below it, when the line breaks with an error of somebody else’s', () => {
    virtually(({ cold, expectObservable }) => {
      const cause = new RangeError('below');
      const transport = over(() => cold('    -w-#', { w }, cause));
      expectObservable(transport).toBe('---#', undefined, anError('connection-lost', { cause }));
    });
  });

  it('is lost when the line completes, as that is no way for a line to end', () => {
    virtually(({ cold, expectObservable }) => {
      const transport = over(() => cold('    -w-|', { w }));
      expectObservable(transport).toBe('---#', undefined, anError('connection-lost'));
    });
  });

  it.each<[string, Dial, unknown]>([
    [
      'is refused at once',
      () => throwError(() => new ConnectionFailedError('line:')),
      anError('connection-failed', { url: 'line:' }),
    ],
    ['completes at once', () => EMPTY, anError('connection-failed')],
    [
      'throws',
      () => {
        throw new TypeError('no such thing');
      },
      expect.objectContaining({
        kind: expect.stringMatching(/^connection-/),
        cause: new TypeError('no such thing'),
      }),
    ],
  ])('errors in the same turn, and says so in its state, when the dialling %s', (_, dial, error) => {
    virtually(({ expectObservable }) => {
      const transport = transportOver(dial);
      expectObservable(transport.connection$, '--^').toBe('--#', undefined, error);
      expectObservable(state$(transport)).toBe('          i-(cl)', kinds);
    });
  });

  it('opens in the same turn when the dialling does', () => {
    virtually(({ expectObservable }) => {
      const transport = over(() => concat(of(w), NEVER));
      expectObservable(open$(transport), '--^----!').toBe('--o', { o: 'open' });
      expectObservable(state$(transport)).toBe('         i-(co)-i', kinds);
    });
  });

  it('can be subscribed to again from its own error', () => {
    virtually(({ cold, expectObservable }) => {
      const transport = over((attempt) => (attempt < 3 ? cold('-#') : cold('-w', { w })));
      const stubborn$: Observable<string> = defer(() => open$(transport)).pipe(catchError(() => stubborn$));
      expectObservable(stubborn$, '^-----!').toBe('---o', { o: 'open' });
    });
  });
});

describe('state$', () => {
  it('replays the newest state, never dials, never ends', () => {
    virtually(({ cold, expectObservable, expectSubscriptions }) => {
      const line$ = cold('                            --w--#', { w });
      const transport = over(() => line$);
      expectObservable(open$(transport), '---^').toBe(
        '     -----o--#',
        { o: 'open' },
        anError('connection-lost'),
      );
      expectObservable(state$(transport)).toBe('            i--c-o--l', kinds);
      expectObservable(state$(transport), '------^').toBe(' ------o-l', kinds);
      expectObservable(state$(transport), '---------^').toBe('---------l', kinds);
      expectSubscriptions(line$.subscriptions).toBe('       ---^----!');
    });
  });

  it('is idle again after the last unsubscribe', () => {
    virtually(({ cold, expectObservable }) => {
      const transport = over(() => cold('              --w-----', { w }));
      expectObservable(open$(transport), '-^-----!').toBe('---o', { o: 'open' });
      expectObservable(state$(transport)).toBe('       ic-o---i', kinds);
    });
  });

  it('is idle again when nobody waits any more for a line that has not opened', () => {
    virtually(({ cold, expectObservable, expectSubscriptions }) => {
      const line$ = cold('                           -----w', { w });
      const transport = over(() => line$);
      expectObservable(open$(transport), '-^--!').toBe('');
      expectObservable(state$(transport)).toBe('    ic--i', kinds);
      expectSubscriptions(line$.subscriptions).toBe('-^--!');
    });
  });

  it('tells the address, and why the line was lost', () => {
    virtually(({ cold, expectObservable }) => {
      const cause = new ConnectionLostError({ code: 1001 });
      const transport = over(() => cold('           --w-#', { w }, cause));
      expectObservable(transport, '-^').toBe('      -----#', undefined, cause);
      expectObservable(transport.state$).toBe('     ic-o-l', {
        i: { kind: 'idle' },
        c: { kind: 'connecting', url: 'line:' },
        o: { kind: 'open', url: 'line:' },
        l: { kind: 'lost', cause },
      });
    });
  });
});

describe('a connection', () => {
  const lost = new ConnectionLostError({ reason: 'no answer to a keep-alive within 5000 ms' });

  /** The first connection of the transport, once it is there. */
  const firstOf = (transport: JanusTransport): { current: Connection | undefined } => {
    const first: { current: Connection | undefined } = { current: undefined };
    transport.connection$.subscribe({
      next: (connection) => (first.current ??= connection),
      error: () => undefined,
    });
    return first;
  };

  it('is muted when it is suspected, and errors for all; the next subscriber opens a new line', () => {
    virtually(({ cold, at, expectObservable, expectSubscriptions }) => {
      const first$ = cold('                                  -w---------', { w });
      const second$ = cold('                                       -w---', { w });
      const transport = over((attempt) => (attempt === 1 ? first$ : second$));
      const m: JanusMessage = { janus: 'pong', transaction: 'a' };
      const first = firstOf(transport);
      at(2, () => transport.sinks[0]?.receive(m));
      at(4, () => first.current?.suspect(lost));
      at(5, () => transport.sinks[0]?.receive(m));
      expectObservable(transport).toBe('                     --m-#', { m }, lost);
      expectObservable(open$(transport)).toBe('              -o--#', { o: 'open' }, lost);
      expectObservable(open$(transport), '------^--!').toBe('-------o', { o: 'open' });
      expectObservable(state$(transport)).toBe('             co--l-co-i', kinds);
      expectSubscriptions(first$.subscriptions).toBe('       ^---!');
      expectSubscriptions(second$.subscriptions).toBe('      ------^--!');
    });
  });

  it('completes its messages when it is suspected, and when it ends', () => {
    virtually(({ cold, at, expectObservable }) => {
      const transport = over(() => cold('               w-----', { w }));
      const first = firstOf(transport);
      const message$ = defer(() => first.current?.message$ ?? NEVER);
      at(3, () => first.current?.suspect(lost));
      expectObservable(message$, '-^').toBe('            ---|');
      const other = over(() => cold('                   w--#', { w }));
      const ended = firstOf(other);
      expectObservable(
        defer(() => ended.current?.message$ ?? NEVER),
        '-^',
      ).toBe('---|');
    });
  });

  it('can be suspected twice, and after its end: once is enough', () => {
    virtually(({ cold, at, expectObservable }) => {
      const transport = over(() => cold('                  -w-----', { w }));
      const first = firstOf(transport);
      at(2, () => first.current?.suspect(lost));
      at(2, () => first.current?.suspect(new ConnectionLostError({ reason: 'again' })));
      at(5, () => first.current?.suspect(new ConnectionLostError({ reason: 'and again' })));
      expectObservable(open$(transport)).toBe('            -o#', { o: 'open' }, lost);
      expectObservable(open$(transport), '---^----!').toBe('----o', { o: 'open' });
      expectObservable(state$(transport)).toBe('           colco---i', kinds);
    });
  });

  it('keeps its socket while somebody leases it, suspected or not; the last lease closes it', () => {
    virtually(({ cold, at, expectObservable, expectSubscriptions }) => {
      const first$ = cold('                                  -w----------', { w });
      const second$ = cold('                                      -w---', { w });
      const transport = over((attempt) => (attempt === 1 ? first$ : second$));
      const first = firstOf(transport);
      const leases: Unsubscribable[] = [];
      at(2, () =>
        leases.push(first.current?.lease() as Unsubscribable, first.current?.lease() as Unsubscribable),
      );
      at(4, () => first.current?.suspect(lost));
      at(4, () => expect(first.current?.open).toBe(true));
      at(7, () => leases[0]?.unsubscribe());
      at(7, () => leases[0]?.unsubscribe());
      at(8, () => expect(first.current?.open).toBe(true));
      at(9, () => leases[1]?.unsubscribe());
      at(9, () => expect(first.current?.open).toBe(false));
      expectObservable(open$(transport), '-----^-----!').toBe('------o', { o: 'open' });
      // Torn down at 9, while the line that replaced it stands: nothing of that is told.
      expectObservable(state$(transport)).toBe('             co--lco----i', kinds);
      expectSubscriptions(first$.subscriptions).toBe('       ^--------!');
      expectSubscriptions(second$.subscriptions).toBe('      -----^-----!');
    });
  });

  it('keeps its socket for a lease after the last subscriber went', () => {
    virtually(({ cold, at, expectObservable, expectSubscriptions }) => {
      const line$ = cold('                          -w------', { w });
      const transport = over(() => line$);
      let lease: Unsubscribable | undefined;
      const leased$ = transport.connection$.pipe(
        tap((connection) => (lease = connection.lease())),
        ignoreElements(),
      );
      at(6, () => lease?.unsubscribe());
      expectObservable(leased$, '^--!').toBe('');
      expectSubscriptions(line$.subscriptions).toBe('^-----!');
    });
  });

  it('sends what it is given', () => {
    virtually(({ cold, at }) => {
      const sent: OutgoingRequest[] = [];
      const first = firstOf(over(() => cold('w', { w: aWire(sent) })));
      at(1, () => first.current?.send(ping));
      at(2, () => expect(sent).toEqual([ping]));
    });
  });

  it('tells of what could not be sent, by transaction, and errors nobody', () => {
    virtually(({ cold, at, expectObservable }) => {
      const cause = new TypeError('no room');
      const refuse = (): never => {
        throw cause;
      };
      const transport = over(() => cold('w----|', { w: { kind: 'stream', send: refuse } }));
      const first = firstOf(transport);
      const failure$ = defer(() => first.current?.sendFailure$ ?? NEVER);
      const typed = new ConnectionFailedError('line:');
      at(2, () => first.current?.send(ping));
      at(3, () => transport.sinks[0]?.sendFailed('u', typed));
      at(7, () => first.current?.send({ ...ping, transaction: 'v' }));
      expectObservable(failure$, '-^-------!').toBe('--tu---v', {
        t: { transaction: 't', error: anError('connection-lost', { cause }) },
        u: { transaction: 'u', error: typed },
        v: { transaction: 'v', error: anError('connection-failed') },
      });
      expectObservable(open$(transport)).toBe('o----#', { o: 'open' }, anError('connection-lost'));
    });
  });

  it('holds nothing where its wire has no long poll', () => {
    virtually(({ cold, at, expectObservable }) => {
      const first = firstOf(over(() => cold('w', { w })));
      at(1, () => expect(first.current?.kind).toBe('stream'));
      expectObservable(
        defer(() => first.current?.hold$(1) ?? EMPTY),
        '-^',
      ).toBe('-');
    });
  });

  it('holds by the long poll of its wire', () => {
    virtually(({ cold, at, expectObservable, expectSubscriptions }) => {
      const poll$ = cold<never>('                                  ---#');
      const poll: Wire = { kind: 'poll', send: () => undefined, hold$: () => poll$ };
      const first = firstOf(over(() => cold('w', { w: poll })));
      at(1, () => expect(first.current?.kind).toBe('poll'));
      expectObservable(
        defer(() => first.current?.hold$(1) ?? EMPTY),
        '-^',
      ).toBe('----#');
      expectSubscriptions(poll$.subscriptions).toBe('              -^--!');
    });
  });
});

describe('diagnostics$', () => {
  it('tells what the line and the layers above say, to whoever listens, and outlives the lines', () => {
    virtually(({ cold, at, expectObservable }) => {
      const transport = over(() => cold('w--#', { w }));
      const a: Diagnostic = { kind: 'farewell-unsent', sessionId: 1 };
      const b: Diagnostic = { kind: 'farewell-unsent', sessionId: 2 };
      at(2, () => transport.sinks[0]?.diagnose(a));
      at(5, () => transport.diagnose(b));
      expectObservable(transport).toBe('                    ---#', undefined, anError('connection-lost'));
      expectObservable(transport.diagnostics$).toBe('       --a--b', { a, b });
      expectObservable(transport.diagnostics$, '---^').toBe('-----b', { b });
    });
  });
});
