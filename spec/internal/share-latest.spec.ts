import { merge } from 'rxjs';
import { shareLatest } from '../../src/internal/share-latest.js';
import { marbles } from '../support/marbles.js';

describe('shareLatest', () => {
  it('has one source for many subscribers, and replays the newest value to late ones', () => {
    marbles().run(({ cold, expectObservable, expectSubscriptions }) => {
      const source$ = cold(' -a--b-----c');
      const early = '        ^----------!';
      const late = '         ------^----!';
      const sourceSub = '    ^----------!';
      const shared$ = source$.pipe(shareLatest());
      expectObservable(shared$, early).toBe('-a--b-----c');
      expectObservable(shared$, late).toBe(' ------b---c');
      expectSubscriptions(source$.subscriptions).toBe(sourceSub);
    });
  });

  it('gives a subscriber after the completion a fresh run and not the dead value', () => {
    marbles().run(({ cold, expectObservable, expectSubscriptions }) => {
      const source$ = cold('  -a-|');
      const second = '       -----^------';
      const shared$ = source$.pipe(shareLatest());
      expectObservable(shared$).toBe('        -a-|');
      expectObservable(shared$, second).toBe('------a-|');
      expectSubscriptions(source$.subscriptions).toBe(['^--!', '-----^--!']);
    });
  });

  it('gives a subscriber after an error a fresh run', () => {
    marbles().run(({ cold, expectObservable, expectSubscriptions }) => {
      const source$ = cold('  -a-#');
      const second = '       -----^------';
      const shared$ = source$.pipe(shareLatest());
      expectObservable(shared$).toBe('        -a-#');
      expectObservable(shared$, second).toBe('------a-#');
      expectSubscriptions(source$.subscriptions).toBe(['^--!', '-----^--!']);
    });
  });

  it('tears down at once without a linger, and later values are not replayed', () => {
    marbles().run(({ cold, expectObservable, expectSubscriptions }) => {
      const source$ = cold('  a----');
      const shared$ = source$.pipe(shareLatest());
      expectObservable(shared$, '^--!').toBe('a');
      expectObservable(shared$, '---^-!').toBe('---a');
      expectSubscriptions(source$.subscriptions).toBe(['^--!', '---^-!']);
    });
  });

  it('outlives its last subscriber by the linger', () => {
    marbles().run(({ cold, expectObservable, expectSubscriptions }) => {
      const source$ = cold('  a--------');
      const sub = '           ^--!';
      const sourceSub = '     ^----!';
      expectObservable(source$.pipe(shareLatest({ lingerMs: 2 })), sub).toBe('a');
      expectSubscriptions(source$.subscriptions).toBe(sourceSub);
    });
  });

  it('is kept by a subscriber that comes during the linger', () => {
    marbles().run(({ cold, expectObservable, expectSubscriptions }) => {
      const source$ = cold(' a-----b-----');
      const first = '        ^--!';
      const second = '       ----^---!';
      const sourceSub = '    ^---------!';
      const shared$ = source$.pipe(shareLatest({ lingerMs: 2 }));
      expectObservable(shared$, first).toBe(' a');
      expectObservable(shared$, second).toBe('----a-b');
      expectSubscriptions(source$.subscriptions).toBe(sourceSub);
    });
  });

  it('lingers one turn at 0 ms: who resubscribes in the same turn finds the same run', () => {
    marbles().run(({ cold, expectObservable, expectSubscriptions }) => {
      const source$ = cold('  a------');
      const shared$ = source$.pipe(shareLatest({ lingerMs: 0 }));
      const handOver$ = merge(shared$, shared$);
      expectObservable(handOver$, '^--!').toBe('(aa)');
      expectObservable(shared$, '---^--!').toBe('---a');
      expectSubscriptions(source$.subscriptions).toBe('^-----!');
    });
  });

  it('lingers on the scheduler that it is given', () => {
    const scheduler = marbles();
    let torn = false;
    scheduler.run(({ cold, expectObservable }) => {
      const source$ = cold('a');
      const shared$ = source$.pipe(shareLatest({ lingerMs: 3, scheduler }));
      expectObservable(shared$, '^!').toBe('a');
      scheduler.schedule(() => (torn = source$.subscriptions[0]?.unsubscribedFrame === 4), 5);
    });
    expect(torn).toBe(true);
  });
});
