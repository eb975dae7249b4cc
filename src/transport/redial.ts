import { type Observable, Subject, defer, startWith, switchMap, takeUntil, tap } from 'rxjs';

/**
 * Dials anew on a wake-up, for as long as nothing has opened: an attempt made on a network that is gone would keep
 * the one on the new network waiting for its whole time limit.
 */
export const redial$ = <T>(dial$: Observable<T>, wake$: Observable<unknown>): Observable<T> =>
  defer(() => {
    const settled = new Subject<void>();
    const settle = (): void => settled.next();
    const due$ = wake$.pipe(startWith(undefined), takeUntil(settled));
    return due$.pipe(switchMap(() => dial$.pipe(tap({ next: settle, complete: settle }))));
  });
