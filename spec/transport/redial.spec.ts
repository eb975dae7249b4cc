import { NEVER } from 'rxjs';
import { redial$ } from '../../src/transport/redial.js';
import { marbles } from '../support/marbles.js';

describe('redial$', () => {
  it('dials anew on each wake-up until a line is open', () => {
    marbles().run(({ cold, hot, expectObservable, expectSubscriptions }) => {
      const dial$ = cold('     ---a--#');
      const wake$ = hot('    --x-x---xx--');
      expectObservable(redial$(dial$, wake$)).toBe('-------a--#');
      expectSubscriptions(dial$.subscriptions).toBe(['^-!', '--^-!', '----^-----!']);
      expectSubscriptions(wake$.subscriptions).toBe('^------!');
    });
  });

  it('fails as dialling does, and ends as the line does', () => {
    marbles().run(({ cold, expectObservable }) => {
      expectObservable(redial$(cold('--#'), NEVER)).toBe('--#');
      expectObservable(redial$(cold('--a-|'), NEVER)).toBe('--a-|');
    });
  });

  it('gives up when nobody wants the line any more', () => {
    marbles().run(({ cold, hot, expectObservable, expectSubscriptions }) => {
      const dial$ = cold('---a');
      const wake$ = hot('-x-x');
      expectObservable(redial$(dial$, wake$), '^-!').toBe('---');
      expectSubscriptions(dial$.subscriptions).toBe(['^!', '-^!']);
    });
  });
});
