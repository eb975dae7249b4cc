import { type Observable, map } from 'rxjs';
import { type HandleEvent, ofKind } from 'rxjs-janus';
import { marbles } from '../support/marbles.js';

type Shape = { readonly kind: 'dot' } | { readonly kind: 'circle'; readonly radius: number };

const values: Record<string, Shape> = {
  d: { kind: 'dot' },
  a: { kind: 'circle', radius: 1 },
  b: { kind: 'circle', radius: 2 },
};

describe('ofKind', () => {
  it('lets through one arm of a union, typed as that arm', () => {
    marbles().run(({ cold, expectObservable, expectSubscriptions }) => {
      const source$ = cold<Shape>(' -d-a-d-b-|', values);
      const sub = '                 ^--------!';
      const radius$: Observable<number> = source$.pipe(
        ofKind('circle'),
        map(({ radius }) => radius),
      );
      expectObservable(radius$).toBe('---1---2-|', { 1: 1, 2: 2 });
      expectSubscriptions(source$.subscriptions).toBe(sub);
    });
  });

  it('errors with its source', () => {
    marbles().run(({ cold, expectObservable }) => {
      expectObservable(cold<Shape>('-d-#', values).pipe(ofKind('circle'))).toBe('---#');
    });
  });

  it('narrows the events of a handle', () => {
    const lost$ = (event$: Observable<HandleEvent>): Observable<number> =>
      event$.pipe(
        ofKind('slowlink'),
        map((event) => event.lost ?? 0),
      );
    expect(lost$).toBeInstanceOf(Function);
  });
});
