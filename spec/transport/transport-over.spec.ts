import { type Observable, Observable as Rx, type Unsubscribable, concat, map, of, switchMap, throwError } from 'rxjs';
import {
  ConnectionFailedError,
  ConnectionLostError,
  type Connection,
  type Dial,
  type JanusMessage,
  type JanusTransport,
  type OutgoingRequest,
  type SendFailure,
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
const state$ = (transport: JanusTransport): Observable<string> => transport.state$.pipe(map(({ kind }) => kind));
const open$ = (transport: JanusTransport): Observable<string> => transport.connection$.pipe(map(() => 'open'));

/** A transport whose lines are cold Observables, and the sinks that they were given. */
const over = (line$: (attempt: number) => Observable<Wire>): JanusTransport & { readonly sinks: WireSink[] } => {
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
    virtually(({ cold, expectObservable }) => {
      const transport = over(() => cold('-w----', { w }));
      const connections: Connection[] = [];
      const seen$ = transport.connection$.pipe(map((connection) => connections.push(connection)));
      expectObservable(seen$, '^-----!').toBe('-a', { a: 1 });
      expectObservable(seen$, '---^--!').toBe('---a', { a: 2 });
      expectObservable(of(0)).toBe('(a|)', { a: 0 });
    });
  });

  it('shares one line between its messages and its connection', () => {
    virtually(({ cold, at, expectObservable, expectSubscriptions }) => {
      const line$ = cold('-w--------', { w });
      const transport = over(() => line$);
      at(4, () => transport.sinks[0]?.receive({ janus: 'pong', transaction: 'a' }));
      expectObservable(open$(transport), '^-----!').toBe('-o', { o: 'open' });
      expectObservable(transport, '       ^-------!').toBe('----m', { m: { janus: 'pong', transaction: 'a' } });
      expectSubscriptions(line$.subscriptions).toBe('     ^-------!');
    });
  });

  it('keeps the line for whoever subscribes again in the same turn', () => {
    virtually(({ cold, expectObservable, expectSubscriptions }) => {
      const line$ = cold('-w--------', { w });
      const transport = over(() => line$);
      expectObservable(open$(transport), '^---!').toBe('    -o', { o: 'open' });
      expectObservable(open$(transport), '----^---!').toBe('----o', { o: 'open' });
      expectSubscriptions(line$.subscriptions).toBe('       ^-------!');
    });
  });

  it('errors all its subscribers when the line drops, and dials again for the next one', () => {
    virtually(({ cold, expectObservable, expectSubscriptions }) => {
      const lost = new ConnectionLostError({ code: 1006 });
      const first$ = cold(' -w--#', { w }, lost);
      const second$ = cold('     --w---', { w });
      const transport = over((attempt) => (attempt === 1 ? first$ : second$));
      expectObservable(open$(transport)).toBe('-o--#', { o: 'open' }, lost);
      expectObservable(transport).toBe('       ----#', undefined, lost);
      expectObservable(open$(transport), '-----^----!').toBe('-------o', { o: 'open' });
      expectSubscriptions(first$.subscriptions).toBe('^---!');
      expectSubscriptions(second$.subscriptions).toBe('-----^----!');
    });
  });

  it('is a loss, with the cause below it, when the line breaks with an error of somebody else’s', () => {
    virtually(({ cold, expectObservable }) => {
      const cause = new RangeError('below');
      expectObservable(over(() => cold('-w-#', { w }, cause))).toBe(
        '---#',
        undefined,
        anError('connection-lost', { cause }),
      );
    });
  });

  it('is a loss when the line completes, as that is no way for a line to end', () => {
    virtually(({ cold, expectObservable }) => {
      expectObservable(over(() => cold('-w-|', { w }))).toBe('---#', undefined, anError('connection-lost'));
    });
  });

  it.each<[string, Dial, unknown]>([
    ['refuses at once', () => throwError(() => new ConnectionFailedError('line:')), anError('connection-failed')],
    ['completes at once', () => new Rx((subscriber) => subscriber.complete()), expect.any(ConnectionLostError)],
    [
      'throws',
      () => {
        throw new TypeError('no such thing');
      },
      expect.objectContaining({ kind: expect.stringMatching(/^connection-/), cause: new TypeError('no such thing') }),
    ],
  ])('errors in the same turn, and says so in its state, when the dialling %s', (_, dial, error) => {
    virtually(({ expectObservable }) => {
      const transport = transportOver(dial);
      expectObservable(state$(transport)).toBe('(icl)', kinds);
      expectObservable(transport.connection$).toBe('#', undefined, error);
    });
  });

  it('opens in the same turn when the dialling does', () => {
    virtually(({ expectObservable }) => {
      const transport = over(() => concat(of(w), new Rx<never>()));
      expectObservable(state$(transport), '^-!').toBe('(ico)', kinds);
      expectObservable(open$(transport), '--^--!').toBe('--o', { o: 'open' });
      const early$ = open$(transport);
      expectObservable(early$, '^---!').toBe('o', { o: 'open' });
    });
  });

  it('can be subscribed to again from the error of its own', () => {
    virtually(({ cold, expectObservable }) => {
      const transport = over((attempt) => (attempt < 3 ? cold('-#') : cold('-w', { w })));
      const again$ = (): Observable<string> =>
        new Rx((subscriber) =>
          open$(transport).subscribe({
            next: (value) => subscriber.next(value),
            error: () => subscriber.add(again$().subscribe(subscriber)),
          }),
        );
      expectObservable(again$(), '^-----!').toBe('---o', { o: 'open' });
    });
  });
});

describe('state$', () => {
  it('replays the newest state, never dials, never ends', () => {
    virtually(({ cold, expectObservable, expectSubscriptions }) => {
      const line$ = cold('          --w--#', { w });
      const transport = over(() => line$);
      expectObservable(state$(transport)).toBe('               i--c-o--l', kinds);
      expectObservable(state$(transport), '     ------^').toBe('------o-l', kinds);
      expectObservable(state$(transport), '     ----------^').toBe('----------l', kinds);
      expectObservable(open$(transport), '      ---^').toBe('   -----o--#'.replace('-----o', '-----o'), { o: 'open' }, anError('connection-lost'));
      expectSubscriptions(line$.subscriptions).toBe('         ---^----!');
    });
  });

  it('is idle again after the last unsubscribe', () => {
    virtually(({ cold, expectObservable }) => {
      const transport = over(() => cold('-w-----', { w }));
      expectObservable(state$(transport)).toBe('     (ic)', kinds);
      expectObservable(open$(transport), '      ----------');
    });
  });

  it('tells the address while it connects and when it is open', () => {
    virtually(({ cold, expectObservable }) => {
      const transport = over(() => cold('-w', { w }));
      expectObservable(transport.state$).toBe('--ico-i', {
        i: { kind: 'idle' },
        c: { kind: 'connecting', url: 'line:' },
        o: { kind: 'open', url: 'line:' },
      });
      expectObservable(open$(transport), '---^--!');
    });
  });
});
