// Negotiations take their turns.
import { NEVER, type Observable, concat, map, of, timer } from 'rxjs';
import { Turns } from '../../src/webrtc/negotiation/turns.js';
import { virtually } from '../support/marbles.js';

describe('turns', () => {
  it('begin one after another, in the order in which they were asked for', () => {
    virtually(({ cold, expectObservable, expectSubscriptions }) => {
      const turns = new Turns();
      const [first, second, third] = [cold('--a|'), cold('-b|'), cold('c-|')];
      expectObservable(turns.take$(() => first)).toBe('--a|');
      expectObservable(turns.take$(() => second)).toBe('----b|');
      expectObservable(turns.take$(() => third)).toBe('-----c-|');
      expectSubscriptions(first.subscriptions).toBe('^--!');
      expectSubscriptions(second.subscriptions).toBe('---^-!');
    });
  });

  it('are over when they are released, though their stream goes on', () => {
    virtually(({ cold, expectObservable, scheduler }) => {
      const turns = new Turns();
      const long$ = turns.take$((release) => {
        scheduler.schedule(release, 2);
        return cold('a----b----|');
      });
      expectObservable(long$).toBe('a----b----|');
      expectObservable(turns.take$(() => cold('c|'))).toBe('--c|');
    });
  });

  it('are over with an error', () => {
    virtually(({ cold, expectObservable }) => {
      const turns = new Turns();
      expectObservable(turns.take$(() => cold('-#'))).toBe('-#');
      expectObservable(turns.take$(() => cold('c|'))).toBe('-c|');
    });
  });

  it('are given up by who is not subscribed any more, waiting or at it', () => {
    virtually(({ cold, expectObservable, expectSubscriptions }) => {
      const turns = new Turns();
      const skipped$ = cold('b|');
      expectObservable(
        turns.take$(() => NEVER),
        '^---!',
      ).toBe('-');
      expectObservable(
        turns.take$(() => skipped$),
        '^-!',
      ).toBe('-');
      expectObservable(turns.take$(() => cold('c|'))).toBe('----c|');
      expectSubscriptions(skipped$.subscriptions).toBe([]);
    });
  });

  it('release once: a second release takes no other turn away', () => {
    virtually(({ expectObservable, scheduler }) => {
      const turns = new Turns();
      const twice$ = turns.take$((release): Observable<string> => {
        release();
        return concat(
          of('a'),
          timer(1, scheduler).pipe(
            map(() => {
              release();
              return 'b';
            }),
          ),
        );
      });
      expectObservable(twice$).toBe('a(b|)');
      expectObservable(turns.take$(() => timer(4, scheduler).pipe(map(() => 'c')))).toBe('----(c|)');
      expectObservable(turns.take$(() => of('d'))).toBe('----(d|)');
    });
  });
});
