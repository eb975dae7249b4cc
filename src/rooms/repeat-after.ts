import {
  type MonoTypeOperatorFunction,
  type Observable,
  concat,
  defer,
  ignoreElements,
  repeat,
  take,
} from 'rxjs';

/**
 * Begins anew behind each completion, as soon as `wait$` has emitted. The `delay` of `repeat` is younger than the oldest
 * rxjs that is supported.
 */
export const repeatAfter =
  <T>(wait$: () => Observable<unknown>): MonoTypeOperatorFunction<T> =>
  (source$) =>
    concat(source$, defer(wait$).pipe(take(1), ignoreElements())).pipe(repeat());
