import { Observable, Subscription } from 'rxjs';

/**
 * Dials anew on a wake-up, for as long as nothing has opened: an attempt made on a network that is gone would keep
 * the one on the new network waiting for its whole time limit.
 *
 * One Observable and no operators: a session is away for as long as this takes.
 */
export const redial$ = <T>(dial$: Observable<T>, wake$: Observable<unknown>): Observable<T> =>
  new Observable((subscriber) => {
    const waking = new Subscription();
    let attempt = Subscription.EMPTY;
    const dial = (): void => {
      attempt.unsubscribe();
      attempt = new Subscription();
      attempt.add(
        dial$.subscribe({
          next: (wire) => {
            waking.unsubscribe();
            subscriber.next(wire);
          },
          error: (error: unknown) => subscriber.error(error),
          complete: () => subscriber.complete(),
        }),
      );
    };
    subscriber.add(() => attempt.unsubscribe());
    subscriber.add(waking);
    dial();
    // What fails to wake is no reason to give up what is being dialled.
    if (!waking.closed) waking.add(wake$.subscribe({ next: dial, error: () => undefined }));
  });
