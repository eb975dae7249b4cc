import { type Observable, type OperatorFunction, concat, filter, of, switchMap, takeWhile } from 'rxjs';

const OVER = Symbol('over');

/** `switchMap` that ends with what it has switched to: a session or handle is given back when it has served its turn. */
export const whileLasts = <T, R>(project$: (value: T) => Observable<R>): OperatorFunction<T, R> => {
  return (source$) =>
    source$.pipe(
      switchMap((value) => concat(project$(value), of(OVER))),
      takeWhile((value) => value !== OVER),
      filter((value): value is R => value !== OVER),
    );
};
