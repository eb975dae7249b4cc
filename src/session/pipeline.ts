import { Observable, retry, switchMap } from 'rxjs';
import { exchangeOf } from '../exchange/exchange.js';
import type { Line } from '../exchange/line.js';
import type { HandleSnapshot } from '../handle/handle.js';
import { type Holders, shareLatest } from '../internal/share-latest.js';
import { checkId } from '../protocol/ids.js';
import type { JanusTransport } from '../transport/transport.js';
import { SessionCore } from './core.js';
import { claim$, create$ } from './entry.js';
import { farewell } from './farewell.js';
import { type SessionOptions, settingsOf } from './options.js';
import { recover$ } from './recover.js';
import type { JanusSession } from './session.js';
import { standing$ } from './standing.js';

/** How a session is come by at first. */
export type Origin =
  | { readonly by: 'create'; readonly id: number | undefined }
  | { readonly by: 'claim'; readonly id: number; readonly handles?: readonly HandleSnapshot[] };

/**
 * The session pipeline: a line, a session created (or ever after claimed) on it, its long poll and its keep-alive; a drop
 * is a `retry` of the same, which claims.
 */
const pipeline$ = (core: SessionCore, { id }: Origin): Observable<JanusSession> => {
  const open$ = (line: Line): Observable<number> =>
    core.id === undefined ? create$(core, line, id) : claim$(core, line, core.id);
  return core.exchange.line$.pipe(
    switchMap((line) => open$(line).pipe(switchMap(() => standing$(core, line)))),
    retry({ delay: (error: unknown) => recover$(core, error) }),
  );
};

/** A session from its first subscriber to its end. Shared; lingers one turn of the loop so that `detach` leaves first. */
export const session$ = (
  janus$: JanusTransport,
  origin: Origin,
  options: SessionOptions,
): Observable<JanusSession> => {
  const holders: Holders = { count: 0 };
  // Not `takeUntil` and `finalize`, which cost a kilobyte: `destroy$` completes the subscriber, whose end says farewell.
  const run$ = new Observable<JanusSession>((subscriber) => {
    const settings = settingsOf(options);
    const { by, id } = origin;
    if (by === 'claim' || id !== undefined) checkId(by === 'claim' ? 'sessionId' : 'id', id);
    const exchange = exchangeOf(janus$, settings.scheduler);
    const known = by === 'claim' ? origin : {};
    const core = new SessionCore(exchange, settings, holders, subscriber, known);
    subscriber.add(pipeline$(core, origin).subscribe(subscriber));
    return () => farewell(core);
  });
  return run$.pipe(shareLatest({ lingerMs: 0, scheduler: options.scheduler, holders }));
};
