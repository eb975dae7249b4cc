import { type Observable, catchError, of, startWith, switchMap, throwError } from 'rxjs';
import { isJanusError } from '../errors/errors.js';
import type { JanusSession } from '../session/session.js';
import type { SessionStatus } from '../session/status.js';

/** What an application shows of its session: that of a session, and what is before there is one. */
export type JanusStatus =
  | {
      /** There is no session yet; on the server it stays so. */
      readonly kind: 'opening';
    }
  | SessionStatus;

const failed$ = (cause: unknown): Observable<JanusStatus> =>
  isJanusError(cause) ? of({ kind: 'ended', cause }) : throwError(() => cause);

/**
 * The life of a session from before it is opened, with a value from the start: what `toSignal` takes with `requireSync`.
 *
 * Emits `opening` at once, then the status of each session that comes, and `ended` with its cause when none can be had.
 * Holds the session, as every subscription does. Completes with its source; errors with what is no error of this library's.
 *
 * @param session$ - The session; with a `retry` above it the status begins anew with each.
 * @example
 * ```ts
 * import { toSignal } from '@angular/core/rxjs-interop';
 * import { injectJanusSession$, statusOf$ } from 'rxjs-janus/angular';
 *
 * class Status {
 *   readonly status = toSignal(statusOf$(injectJanusSession$()), { requireSync: true });
 * }
 * ```
 */
export const statusOf$ = (session$: Observable<JanusSession>): Observable<JanusStatus> =>
  session$.pipe(
    switchMap((session) => session.status$),
    catchError(failed$),
    startWith<JanusStatus>({ kind: 'opening' }),
  );
