import { Observable, defer, finalize, merge, mergeMap, retry, switchMap, takeUntil, throwError } from 'rxjs';
import type { JanusClientError } from '../errors/errors.js';
import { exchangeOf } from '../exchange/exchange.js';
import type { Line } from '../exchange/line.js';
import { shareLatest } from '../internal/share-latest.js';
import { wrongId } from '../protocol/ids.js';
import type { JanusTransport } from '../transport/transport.js';
import { type Holders, SessionCore } from './core.js';
import { claim$, create$ } from './entry.js';
import { hold$ } from './hold.js';
import { keepAlive$ } from './keep-alive.js';
import { LiveSession } from './live-session.js';
import { type SessionOptions, settingsOf, wrongInput } from './options.js';
import { recover$ } from './recover.js';
import type { JanusSession } from './session.js';

/** How a session is come by at first. */
export type Origin =
  { readonly by: 'create'; readonly id: number | undefined } | { readonly by: 'claim'; readonly id: number };

/** Create the first time, claim ever after. */
const open$ = (core: SessionCore, line: Line, origin: Origin): Observable<number> =>
  core.id === undefined ? create$(core, line, origin.id) : claim$(core, line, core.id);

/** Emits the session once, at the first line it stands on. */
const announceOnce$ = (core: SessionCore, announced: { done: boolean }): Observable<JanusSession> =>
  new Observable((subscriber) => {
    if (announced.done) return;
    announced.done = true;
    subscriber.next(new LiveSession(core));
  });

const run$ = (
  janus$: JanusTransport,
  origin: Origin,
  options: SessionOptions,
  holders: Holders,
): Observable<JanusSession> =>
  defer(() => {
    const settings = settingsOf(options);
    const exchange = exchangeOf(janus$, settings.scheduler);
    const core = new SessionCore(exchange, settings, holders, origin.by === 'claim' ? origin.id : undefined);
    const announced = { done: false };
    const fault$ = core.fault$.pipe(mergeMap((error) => throwError(() => error)));
    return exchange.line$.pipe(
      switchMap((line) =>
        merge(
          fault$,
          open$(core, line, origin).pipe(
            switchMap(() => merge(hold$(core, line), keepAlive$(core, line), announceOnce$(core, announced))),
          ),
        ),
      ),
      retry({ delay: (error: unknown) => recover$(core, error) }),
      takeUntil(core.over$),
      finalize(() => core.farewell()),
    );
  });

const wrongOrigin = ({ by, id }: Origin): JanusClientError | undefined => {
  if (by === 'claim') return wrongId('sessionId', id);
  return id === undefined ? undefined : wrongId('id', id);
};

/** Counts who holds the session: a handle that ends with its session must know that it does. */
const counted =
  (holders: Holders) =>
  <T>(source$: Observable<T>): Observable<T> =>
    defer(() => {
      holders.count++;
      return source$.pipe(finalize(() => holders.count--));
    });

/**
 * The session pipeline: a line, a session created or claimed on it, its long poll and its keep-alive; a drop
 * is a `retry` of the same, which claims. Shared; lingers one turn of the loop so that `detach` leaves first.
 */
export const session$ = (
  janus$: JanusTransport,
  origin: Origin,
  options: SessionOptions,
): Observable<JanusSession> => {
  const wrong = wrongInput(options) ?? wrongOrigin(origin);
  if (wrong) return throwError(() => wrong);
  const holders: Holders = { count: 0 };
  return run$(janus$, origin, options, holders).pipe(
    shareLatest({ lingerMs: 0, scheduler: options.scheduler }),
    counted(holders),
  );
};
