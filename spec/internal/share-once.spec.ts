import { shareOnce } from '../../src/internal/share-once.js';
import { marbles } from '../support/marbles.js';

describe('shareOnce', () => {
  it('asks once, and tells the first value to all who wait and all who come later', () => {
    marbles().run(({ cold, expectObservable, expectSubscriptions }) => {
      const source$ = cold('--a');
      const once$ = source$.pipe(shareOnce());
      expectObservable(once$).toBe('            --(a|)');
      expectObservable(once$, '-^').toBe('      --(a|)');
      expectObservable(once$, '-----^').toBe('  -----(a|)');
      expectSubscriptions(source$.subscriptions).toBe(['^']);
    });
  });

  it('tells nobody who has left', () => {
    marbles().run(({ cold, expectObservable }) => {
      const once$ = cold('--a').pipe(shareOnce());
      expectObservable(once$, '^!').toBe('-');
      expectObservable(once$).toBe('--(a|)');
    });
  });

  it('errors all who wait', () => {
    marbles().run(({ cold, expectObservable }) => {
      const once$ = cold('--#').pipe(shareOnce());
      expectObservable(once$).toBe('--#');
      expectObservable(once$, '-^').toBe('--#');
    });
  });
});
