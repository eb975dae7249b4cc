import { type Observable, Subject, catchError, concatMap, defer, of, range, tap, throwError } from 'rxjs';
import { type JanusTransport, type ReconnectOptions, transportOver } from 'rxjs-janus';
import { gateOf } from '../../src/transport/gate.js';
import { anError, virtually } from '../support/marbles.js';

type Gate = Pick<JanusTransport, 'gate$' | 'wake$'>;

/** As it is where chance has no say: 500 ms, 1 s, 2 s and so on. */
const gateWith = (options: ReconnectOptions = {}): Gate =>
  gateOf({ ...options, backOff: { random: () => 1, ...options.backOff } });

/** The attempt as a letter, when the gate lets it start. */
const asked$ = ({ gate$ }: Gate, attempt: number): Observable<unknown> => gate$(attempt);

const o = expect.anything();

describe('the gate', () => {
  it('lets the first attempt start at once', () => {
    virtually(({ expectObservable }) => {
      expectObservable(asked$(gateWith(), 1)).toBe('(o|)', { o });
    });
  });

  it.each([
    [2, 500],
    [3, 1_000],
    [4, 2_000],
    [5, 4_000],
    [6, 8_000],
    [7, 8_000],
    [5_000, 8_000],
  ])('lets attempt %d wait %d ms at most', (attempt, ms) => {
    virtually(({ expectObservable }) => {
      expectObservable(asked$(gateWith(), attempt)).toBe(`${String(ms)}ms (o|)`, { o });
    });
  });

  it('spreads the attempts over the whole of each wait', () => {
    virtually(({ expectObservable }) => {
      const gate = gateWith({ backOff: { random: () => 0.25, firstMs: 80, maxMs: 200 } });
      expectObservable(asked$(gate, 2)).toBe('20ms (o|)', { o });
      expectObservable(asked$(gate, 9), '100ms ^').toBe('150ms (o|)', { o });
    });
  });

  it('lets no attempt but the first start in the same turn, however chance falls', () => {
    virtually(({ flush }) => {
      let started = 0;
      const gate = gateWith({ backOff: { random: () => 0 } });
      asked$(gate, 2).subscribe(() => started++);
      expect(started).toBe(0);
      flush();
      expect(started).toBe(1);
    });
  });

  it('asks chance once for each wait', () => {
    virtually(({ expectObservable }) => {
      let asked = 0;
      const gate = gateWith({ backOff: { random: () => ++asked } });
      expectObservable(range(2, 3).pipe(concatMap((attempt) => asked$(gate, attempt)))).toBe(
        '500ms o 1999ms o 5999ms (o|)',
        { o },
      );
    });
  });

  it('opens for all who asked while it was shut, at the time of the first', () => {
    virtually(({ expectObservable }) => {
      const gate = gateWith();
      expectObservable(asked$(gate, 3), '        ^').toBe('1s (o|)', { o });
      expectObservable(asked$(gate, 2), '400ms   ^').toBe('1s (o|)', { o });
      expectObservable(asked$(gate, 1), '700ms   ^').toBe('1s (o|)', { o });
      expectObservable(asked$(gate, 7), '999ms   ^').toBe('1s (o|)', { o });
    });
  });

  it('is nothing until somebody waits', () => {
    virtually(({ timers }) => {
      const [before, waiting$] = [timers(), gateWith().gate$(4)];
      expect(timers()).toBe(before);
      const subscription = waiting$.subscribe();
      expect(timers()).toBe(before + 1);
      subscription.unsubscribe();
      expect(timers()).toBe(before);
    });
  });

  it('shuts again for who asks from within, as it opens', () => {
    virtually(({ expectObservable }) => {
      const gate = gateWith();
      const twice$ = asked$(gate, 2).pipe(concatMap(() => asked$(gate, 3)));
      expectObservable(twice$).toBe('1500ms (o|)', { o });
    });
  });

  it('does not let a retry end in silence that fails in the turn in which it may start', () => {
    virtually(({ expectObservable }) => {
      const gate = gateWith();
      const lost = new Error('lost');
      const retry$ = (attempt: number): Observable<unknown> =>
        asked$(gate, attempt).pipe(
          concatMap(() => throwError(() => lost)),
          catchError((error: unknown) =>
            attempt < 4 ? retry$(attempt + 1) : throwError(() => error as Error),
          ),
        );
      expectObservable(retry$(1)).toBe('3500ms #', undefined, lost);
    });
  });

  it('goes on for the others when one of them leaves, and begins anew when all have left', () => {
    virtually(({ expectObservable }) => {
      const gate = gateWith();
      expectObservable(asked$(gate, 3), '        ^ 299ms !').toBe('');
      expectObservable(asked$(gate, 3), '200ms   ^ 99ms  !').toBe('');
      expectObservable(asked$(gate, 3), '500ms   ^').toBe('1500ms (o|)', { o });
    });
  });
});

describe('a wake-up', () => {
  it('ends the wait of all at once', () => {
    virtually(({ hot, expectObservable }) => {
      const gate = gateWith({ wake$: hot('  ----w') });
      expectObservable(asked$(gate, 7)).toBe('      ----(o|)', { o });
      expectObservable(asked$(gate, 7), '--^').toBe('----(o|)', { o });
    });
  });

  it('is over when it has come: it starts no attempt that is asked for later', () => {
    virtually(({ hot, expectObservable }) => {
      const gate = gateWith({ wake$: hot('-w') });
      expectObservable(asked$(gate, 2), '--^').toBe('502ms (o|)', { o });
    });
  });

  it('is listened to only while somebody waits, or listens', () => {
    virtually(({ hot, expectObservable, expectSubscriptions }) => {
      const wake$ = hot('                         -----w---w---');
      const gate = gateWith({ wake$ });
      expectObservable(asked$(gate, 7), '     ---^').toBe('-----(o|)', { o });
      expectObservable(gate.wake$, '          -------^----!').toBe('---------w');
      expectSubscriptions(wake$.subscriptions).toBe(['---^-!', '-------^----!']);
    });
  });

  it('is listened to once for all', () => {
    virtually(({ hot, expectObservable, expectSubscriptions }) => {
      const wake$ = hot('                     -----w---');
      const gate = gateWith({ wake$ });
      expectObservable(gate.wake$, '      ^-------!').toBe('-----w');
      expectObservable(gate.wake$, '      --^-----!').toBe('-----w');
      expectObservable(asked$(gate, 7), ' ---^').toBe('     -----(o|)', { o });
      expectSubscriptions(wake$.subscriptions).toBe('      ^-------!');
    });
  });

  it.each([
    ['fails', '-#'],
    ['ends', ' -|'],
    ['fails at once', '#'],
  ])('whose source %s wakes nobody any more, and breaks nothing', (_, marbles) => {
    virtually(({ cold, expectObservable }) => {
      const gate = gateWith({ wake$: cold(marbles) });
      expectObservable(gate.wake$, '^ 2s !').toBe('');
      expectObservable(asked$(gate, 2)).toBe('500ms (o|)', { o });
    });
  });
});

describe('without a network', () => {
  const limits = { random: () => 0.5, firstMs: 400, maxMs: 1_000 };

  it.each([1, 2, 9])('attempt %d waits for a wake-up', (attempt) => {
    virtually(({ hot, expectObservable }) => {
      const gate = gateWith({ wake$: hot('700ms w'), isOnline: () => false, backOff: limits });
      expectObservable(asked$(gate, attempt)).toBe('700ms (o|)', { o });
    });
  });

  it.each([1, 2, 9])('attempt %d waits no longer than maxMs, as a platform may be mistaken', (attempt) => {
    virtually(({ expectObservable }) => {
      const gate = gateWith({ isOnline: () => false, backOff: limits });
      expectObservable(asked$(gate, attempt)).toBe('1s (o|)', { o });
    });
  });

  it('counts what it is when the wait is over, not what it was', () => {
    virtually(({ at, expectObservable }) => {
      let online = false;
      at(100, () => (online = true));
      const gate = gateWith({ isOnline: () => online, backOff: limits });
      expectObservable(asked$(gate, 2)).toBe('200ms (o|)', { o });
    });
  });

  it('is asked about only when an attempt is due', () => {
    virtually(({ expectObservable }) => {
      let asked = 0;
      const gate = gateWith({ isOnline: () => ++asked > 0 });
      expect(asked).toBe(0);
      expectObservable(asked$(gate, 2).pipe(tap(() => expect(asked).toBe(1)))).toBe('500ms (o|)', { o });
    });
  });
});

describe('the waits of a transport', () => {
  it.each([
    ['backOff.firstMs', { firstMs: 0 }],
    ['backOff.firstMs', { firstMs: NaN }],
    ['backOff.maxMs', { maxMs: -1 }],
    ['backOff.maxMs', { maxMs: 2 ** 31 }],
  ])('cannot be %s of %p', (argument, backOff) => {
    virtually(({ expectObservable }) => {
      const janus$ = transportOver(() => throwError(() => new Error('dialled')), { backOff });
      expectObservable(janus$).toBe('#', undefined, anError('invalid-argument', { argument }));
    });
  });

  it('are its own: the gate and the wake-ups are members of every transport', () => {
    virtually(({ expectObservable }) => {
      const wake$ = new Subject<string>();
      const janus$ = transportOver(() => of(), { backOff: { random: () => 1, firstMs: 20 }, wake$ });
      expectObservable(janus$.gate$(2)).toBe('20ms (o|)', { o });
      expectObservable(
        defer(() => janus$.wake$),
        '^ 2ms !',
      ).toBe('');
      expectObservable(janus$.gate$(9), '30ms ^').toBe('2590ms (o|)', { o });
    });
  });
});
