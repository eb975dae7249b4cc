// Rooms are recorded while somebody is in them.
import {
  catchError,
  defer,
  distinctUntilChanged,
  filter,
  groupBy,
  map,
  mergeMap,
  of,
  skipWhile,
  take,
} from 'rxjs';
import { conflateBy } from './conflate-by.mjs';

/**
 * @typedef {{ kind: 'recording', room: number, record: boolean, error?: unknown }} Recording
 * @typedef {{ room: number, record: boolean, handle: import('rxjs-janus/videoroom').VideoRoomHandle }} Wish
 */

/**
 * Emits each start and stop once the server has done it, or its error.
 *
 * @type {(fact$: import('./room.mjs').Fact$, options: import('./options.mjs').Options) => import('rxjs').Observable<Recording>}
 */
export const recording$ = (fact$, { atOnce, keys }) =>
  fact$.pipe(
    filter((fact) => fact.kind === 'members'),
    groupBy(({ room }) => room),
    mergeMap((one$) =>
      one$.pipe(
        map(({ room, handle, count }) => ({ room, handle, record: count > 0 })),
        distinctUntilChanged((one, other) => one.record === other.record),
        // A room that was empty all along is left as it is.
        skipWhile(({ record }) => !record),
      ),
    ),
    conflateBy(
      ({ room }) => room,
      (wish) => asked$(wish, keys.secret),
      atOnce,
    ),
  );

/** Harmless twice, so that the library sends it again after a drop. @type {(wish: Wish, secret: string | undefined) => import('rxjs').Observable<Recording>} */
const asked$ = ({ room, record, handle }, secret) =>
  defer(() => handle.request$('enable_recording', { room, record, ...(secret && { secret }) })).pipe(
    take(1),
    map(() => /** @type {Recording} */ ({ kind: 'recording', room, record })),
    catchError((error) => of(/** @type {Recording} */ ({ kind: 'recording', room, record, error }))),
  );
