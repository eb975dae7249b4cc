import type { DestroyRef } from '@angular/core';
import { type MonoTypeOperatorFunction, Observable, takeUntil } from 'rxjs';

const destroyed$ = (destroyRef: DestroyRef): Observable<void> =>
  new Observable((subscriber) => {
    if (destroyRef.destroyed) return subscriber.next();
    return destroyRef.onDestroy(() => subscriber.next());
  });

/** Completes when what owns the `DestroyRef` is destroyed, at once when it was before. */
export const untilDestroyed = <T>(destroyRef: DestroyRef): MonoTypeOperatorFunction<T> =>
  takeUntil<T>(destroyed$(destroyRef));
