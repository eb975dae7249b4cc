import { dematerialize, materialize, switchMap } from 'rxjs';

/**
 * Runs what needs a resource; the resource ends when that ends. `switchMap` alone would go on waiting for the
 * resource, which never completes: so the completion travels as a value.
 *
 * @template R, T
 * @param {import('rxjs').Observable<R>} resource$
 * @param {(resource: R) => import('rxjs').Observable<T>} use
 * @returns {import('rxjs').Observable<T>}
 */
export const using$ = (resource$, use) =>
  resource$.pipe(
    switchMap((resource) => use(resource).pipe(materialize())),
    dematerialize(),
  );
