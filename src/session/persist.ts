import {
  EMPTY,
  type Observable,
  type ObservableInput,
  catchError,
  concatMap,
  defaultIfEmpty,
  defer,
  filter,
  from,
  merge,
  switchMap,
  take,
  tap,
} from 'rxjs';
import { isJanusError } from '../errors/errors.js';
import { shareLatest } from '../internal/share-latest.js';
import type { JanusTransport } from '../transport/transport.js';
import { create$ } from './create.js';
import { type OrElse, orCreate$, wrongChoice$ } from './open-session.js';
import type { SessionOptions } from './options.js';
import { resume$ } from './resume.js';
import type { JanusSession } from './session.js';
import type { SessionStatus } from './status.js';
import type { SnapshotStore } from './store.js';

/** What {@link persist} takes. */
export interface PersistOptions extends SessionOptions {
  /** What follows when the server no longer knows the stored session: the error (the default), or a new session. */
  readonly orElse?: OrElse;
}

/** Whether an end leaves nothing to claim. */
const isFinal = (error: unknown): boolean =>
  isJanusError(error, 'session-timeout', 'session-superseded') ||
  (isJanusError(error, 'session-reclaim', 'session-lost') && error.why === 'not-found');

const isForgotten = (status: SessionStatus): boolean =>
  status.kind === 'ended' && (status.cause ? isFinal(status.cause) : !status.abandoned);

/** Runs one access of the store; a failure is no reason to end a session, and becomes a diagnostic. */
const access$ = (janus$: JanusTransport, write$: () => ObservableInput<void>): Observable<void> =>
  defer(write$).pipe(
    catchError((error: unknown) => {
      janus$.diagnose({ kind: 'store-failed', error });
      return EMPTY;
    }),
  );

/** Keeps the store current until the session ends, in order: a save must not overtake the clear after it. */
const keep$ = (janus$: JanusTransport, store: SnapshotStore, session: JanusSession): Observable<void> =>
  merge(session.snapshot$, session.status$.pipe(filter(isForgotten))).pipe(
    concatMap((change) => access$(janus$, () => ('kind' in change ? store.clear() : store.save(change)))),
  );

/** Its end is the session's: it goes on when the last subscriber has left, as the last word is a clear. */
const keep = (janus$: JanusTransport, store: SnapshotStore, session: JanusSession): void => {
  keep$(janus$, store, session).subscribe();
};

const clear = (janus$: JanusTransport, store: SnapshotStore): void => {
  access$(janus$, () => store.clear()).subscribe();
};

/** Keeps what was opened, and forgets what could not be: from then on the session's own end tells. */
const kept$ = (
  janus$: JanusTransport,
  store: SnapshotStore,
  opened$: Observable<JanusSession>,
): Observable<JanusSession> =>
  defer(() => {
    let opened = false;
    return opened$.pipe(
      tap({
        next: (session) => {
          opened = true;
          keep(janus$, store, session);
        },
        error: (error: unknown) => {
          if (!opened && isFinal(error)) clear(janus$, store);
        },
      }),
    );
  });

/**
 * A session that is kept in a store: resumed from it when there is one, created otherwise.
 *
 * What it gives is shared, emits, completes and errors as {@link create$} and {@link resume$}. The store is
 * written whenever handles come and go, and cleared when the session is over; it stays when the session is abandoned
 * (`teardown: 'abandon'`), when the page or process just goes, and when the connection cannot be had. Errors
 * with {@link InvalidArgumentError} when the store holds what is no snapshot. A failing write is told
 * by `diagnostics$`, and ends nothing.
 *
 * @param store - Where the snapshot is kept; {@link webStore} for a browser.
 * @param options - What follows an expired snapshot; keep-alive, reclaim, deadlines, teardown.
 * @example
 * ```ts
 * import { switchMap } from 'rxjs';
 * import { persist, webSocketTransport, webStore } from 'rxjs-janus';
 * import { echoTest } from 'rxjs-janus/echotest';
 *
 * const session$ = persist(webStore(() => sessionStorage), { orElse: 'create' })(
 *   webSocketTransport({ url: 'wss://janus.example/ws' }),
 * );
 * const echo$ = session$.pipe(
 *   switchMap((session) => {
 *     const handle = session.snapshot().handles.find(({ plugin }) => plugin === echoTest.package);
 *     return handle
 *       ? session.reattach$(echoTest, handle.handleId, { resume: handle })
 *       : session.attach$(echoTest);
 *   }),
 * );
 * ```
 */
export const persist =
  (store: SnapshotStore, { orElse = 'error', ...options }: PersistOptions = {}) =>
  (janus$: JanusTransport): Observable<JanusSession> =>
    defer(() => wrongChoice$(orElse) ?? from(store.load())).pipe(
      take(1),
      defaultIfEmpty(undefined),
      switchMap((stored: unknown) => {
        if (stored === null || stored === undefined) return kept$(janus$, store, create$(janus$, options));
        const resumed$ = resume$(janus$, stored, options);
        return kept$(
          janus$,
          store,
          orElse === 'error' ? resumed$ : orCreate$(resumed$, create$(janus$, options)),
        );
      }),
      shareLatest({ lingerMs: 0, scheduler: options.scheduler }),
    );
