import { EMPTY, type Observable, concat, defer, filter, takeUntil, tap } from 'rxjs';

/**
 * Dials anew on a wake-up, for as long as nothing has opened: an attempt made on a network that is gone would keep
 * the one on the new network waiting for its whole time limit.
 */
export const redial$ = <T>(dial$: Observable<T>, wake$: Observable<unknown>): Observable<T> =>
  defer(() => {
    let [opened, woken] = [false, false];
    const wokenUp$ = wake$.pipe(
      filter(() => !opened),
      tap(() => (woken = true)),
    );
    const attempt$ = dial$.pipe(
      tap(() => (opened = true)),
      takeUntil(wokenUp$),
    );
    return concat(
      attempt$,
      defer(() => (woken ? redial$(dial$, wake$) : EMPTY)),
    );
  });
