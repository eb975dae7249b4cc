import { type Observable, catchError, defer, tap, throwError } from 'rxjs';
import { isJanusError } from '../errors/errors.js';
import { InvalidArgumentError } from '../errors/input-errors.js';
import { shareLatest } from '../internal/share-latest.js';
import type { JanusTransport } from '../transport/transport.js';
import { claim$ } from './claim.js';
import { create$ } from './create.js';
import type { SessionOptions } from './options.js';
import type { JanusSession } from './session.js';

/** What follows when the server no longer knows a session. */
export type OrElse = 'error' | 'create';

/** What {@link openSession$} takes. */
export interface OpenOptions extends SessionOptions {
  /** The session to claim; one is created when it is null or undefined. */
  readonly sessionId?: number | null | undefined;
  /** What follows when the server does not know the session: the error (the default), or a new session. */
  readonly orElse?: OrElse;
}

const CHOICES: readonly unknown[] = ['error', 'create'];

/** The error of a choice that is none. */
export const wrongChoice$ = (orElse: unknown): Observable<never> | undefined =>
  CHOICES.includes(orElse)
    ? undefined
    : throwError(() => new InvalidArgumentError('orElse', '"error" or "create"', orElse));

/**
 * The front door: claims the session whose id is given, creates one when none is.
 *
 * Emits, completes and errors as {@link claim$} or {@link create$}. With `orElse: 'create'` a first claim
 * refused because the session is gone (458) makes a new one; no other failure does.
 *
 * @param janus$ - The way to the server.
 * @param options - The id, if there is one, and what both take.
 * @example
 * ```ts
 * import { openSession$, webSocketTransport } from 'rxjs-janus';
 *
 * const stored: { sessionId: number } | undefined = undefined;
 * const session$ = openSession$(webSocketTransport({ url: 'wss://janus.example/ws' }), {
 *   sessionId: (stored as { sessionId: number } | undefined)?.sessionId,
 *   orElse: 'create',
 * });
 * ```
 */
export const openSession$ = (
  janus$: JanusTransport,
  { sessionId, orElse = 'error', ...options }: OpenOptions = {},
): Observable<JanusSession> => {
  const wrong$ = wrongChoice$(orElse);
  if (wrong$) return wrong$;
  if (sessionId === null || sessionId === undefined) return create$(janus$, options);
  const claimed$ = claim$(janus$, sessionId, options);
  return orElse === 'error' ? claimed$ : orCreate$(claimed$, create$(janus$, options));
};

/** Falls back where the first claim finds nothing; a session that was claimed and is lost later is not made anew in silence. */
export const orCreate$ = (
  claimed$: Observable<JanusSession>,
  created$: Observable<JanusSession>,
): Observable<JanusSession> =>
  defer(() => {
    let claimed = false;
    return claimed$.pipe(
      tap(() => (claimed = true)),
      catchError((error: unknown) =>
        !claimed && isJanusError(error, 'session-reclaim') && error.why === 'not-found'
          ? created$
          : throwError(() => error),
      ),
    );
  }).pipe(shareLatest());
