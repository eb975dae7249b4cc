import { type Observable, defer, finalize, share, take, tap } from 'rxjs';

/**
 * One run of a task at a time, for its first value: whoever asks while it is under way joins it, and it is given up
 * when all who asked have left. A run that has its value is over before that is told, so that whoever asks from
 * within begins another one. What can be answered `atOnce$` needs no run.
 */
export const joined = <A extends readonly unknown[], T>(
  task$: (...about: A) => Observable<T>,
  atOnce$: (...about: A) => Observable<T> | undefined = () => undefined,
): ((...about: A) => Observable<T>) => {
  let pending$: Observable<T> | undefined;
  const begin$ = (about: A): Observable<T> => {
    const forget = (): void => {
      if (pending$ === run$) pending$ = undefined;
    };
    const run$: Observable<T> = task$(...about).pipe(take(1), tap(forget), finalize(forget), share());
    return (pending$ = run$);
  };
  return (...about) => defer(() => pending$ ?? atOnce$(...about) ?? begin$(about));
};
