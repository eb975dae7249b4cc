import { type Observable, retry, switchMap } from 'rxjs';
import { exchangeOf } from '../exchange/exchange.js';
import type { HandleSnapshot } from '../handle/handle.js';
import { Shared } from '../internal/shared.js';
import { checkId } from '../protocol/ids.js';
import type { JanusTransport } from '../transport/transport.js';
import { SessionCore } from './core.js';
import { opened$ } from './opened.js';
import { type SessionOptions, settingsOf } from './options.js';
import { recover$ } from './recover.js';
import type { JanusSession } from './session.js';
import { standing$ } from './standing.js';

/** How a session is come by at first. */
export type Origin =
  | { readonly by: 'create'; readonly id: number | undefined }
  | { readonly by: 'claim'; readonly id: number; readonly handles?: readonly HandleSnapshot[] };

/**
 * The session pipeline: a session created (or ever after claimed) on a line, its long poll and its keep-alive; a drop is a
 * `retry` of the same, which claims.
 */
const pipeline$ = (core: SessionCore, { id }: Origin): Observable<JanusSession> =>
  opened$(core, id).pipe(
    switchMap((line) => standing$(core, line)),
    retry({ delay: (error: unknown) => recover$(core, error) }),
  );

/** A session from its first subscriber to its end. Shared; lingers one turn of the loop so that `detach` leaves first. */
export const session$ = (
  janus$: JanusTransport,
  origin: Origin,
  options: SessionOptions,
): Observable<JanusSession> =>
  // Not `takeUntil` and `finalize`, which cost a kilobyte: `destroy$` completes the run, whose end says farewell.
  new Shared<JanusSession>(
    (run) => {
      const settings = settingsOf(options);
      const { by, id } = origin;
      if (by === 'claim' || id !== undefined) checkId(by === 'claim' ? 'sessionId' : 'id', id);
      const known = by === 'claim' ? origin : {};
      const core = new SessionCore(exchangeOf(janus$, settings.scheduler), settings, run, known);
      const running = pipeline$(core, origin).subscribe(run);
      running.add(core);
      run.holds = running;
    },
    { lingerMs: 0, scheduler: options.scheduler },
  ).value$;
