// The composition: many sessions on one line, and what is made of what they hear.
import { concatMap, delay, from, merge, mergeMap, of, share, tap } from 'rxjs';
import { alert$ } from './alerts.mjs';
import { recording$ } from './recording.mjs';
import { room$ } from './room.mjs';

/** @typedef {import('./room.mjs').Fact | import('./recording.mjs').Recording | import('./alerts.mjs').Alert} Told */

/** A start asks the server for thousands of things; this far apart they keep others waiting for a moment only. */
const BETWEEN_ROOMS_MS = 2;

/**
 * Watches all rooms while it is subscribed to. Emits facts, recordings and alerts; never completes.
 *
 * @type {(janus$: import('rxjs-janus').JanusTransport, options: import('./options.mjs').Options, state: import('./state-file.mjs').State) => import('rxjs').Observable<Told>}
 */
export const monitor$ = (janus$, options, state) => {
  const fact$ = from(options.rooms).pipe(
    concatMap((room) => of(room).pipe(delay(BETWEEN_ROOMS_MS))),
    mergeMap((room) => room$(janus$, room, options, state.storeOf(room))),
    share(),
  );
  const recorded$ = recording$(fact$, options).pipe(share());
  // The first fact comes a moment after the first subscription, when all three listen.
  return merge(alert$(fact$, recorded$, options), recorded$, fact$);
};

/** Counts everything, and passes it on. @type {(metrics: { take(told: Told): void }) => import('rxjs').MonoTypeOperatorFunction<Told>} */
export const counted = (metrics) => tap((told) => metrics.take(told));
