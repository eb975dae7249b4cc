// What somebody should look at.
import { distinctUntilChanged, filter, groupBy, map, merge, mergeMap, throttleTime } from 'rxjs';

/**
 * @typedef {{ kind: 'crowded' | 'long-gap' | 'session-lost' | 'recording-failed', room: number, detail: unknown }} Alert
 * @typedef {import('rxjs').Observable<Alert>} Alert$
 */

const QUIET_MS = 60_000;

/**
 * Each kind of alert of a room at most once a minute.
 *
 * @type {(fact$: import('./room.mjs').Fact$, recording$: import('rxjs').Observable<import('./recording.mjs').Recording>, options: import('./options.mjs').Options) => Alert$}
 */
export const alert$ = (fact$, recording$, { membersAlert, gapAlertMs }) =>
  merge(crowded$(fact$, membersAlert), longGap$(fact$, gapAlertMs), lost$(fact$), failed$(recording$)).pipe(
    groupBy(({ kind, room }) => `${kind} ${room}`),
    mergeMap((same$) => same$.pipe(throttleTime(QUIET_MS))),
  );

/** @type {(fact$: import('./room.mjs').Fact$, most: number) => Alert$} */
const crowded$ = (fact$, most) =>
  fact$.pipe(
    filter((fact) => fact.kind === 'members'),
    groupBy(({ room }) => room),
    mergeMap((one$) =>
      one$.pipe(
        distinctUntilChanged((one, other) => one.count > most === other.count > most),
        filter(({ count }) => count > most),
      ),
    ),
    map(({ room, count }) => ({ kind: 'crowded', room, detail: { count } })),
  );

/** @type {(fact$: import('./room.mjs').Fact$, most: number) => Alert$} */
const longGap$ = (fact$, most) =>
  fact$.pipe(
    filter((fact) => fact.kind === 'gap' && fact.ms > most),
    map((fact) => ({ kind: 'long-gap', room: fact.room, detail: fact })),
  );

/** @type {(fact$: import('./room.mjs').Fact$) => Alert$} */
const lost$ = (fact$) =>
  fact$.pipe(
    filter(
      (fact) => fact.kind === 'session' && fact.status.kind === 'ended' && fact.status.cause !== undefined,
    ),
    map((fact) => ({ kind: 'session-lost', room: fact.room, detail: fact })),
  );

/** @type {(recording$: import('rxjs').Observable<import('./recording.mjs').Recording>) => Alert$} */
const failed$ = (recording$) =>
  recording$.pipe(
    filter(({ error }) => error !== undefined),
    map(({ room, error }) => ({ kind: 'recording-failed', room, detail: error })),
  );
