import { EMPTY, type Observable, catchError, concat, concatWith, of, switchMap, throwError } from 'rxjs';
import { isJanusError } from '../errors/errors.js';

/** Ends quietly what Janus ended: the session's status tells why. What is the application's own fault is told. */
const quietly$ = (error: unknown): Observable<never> =>
  isJanusError(error) ? EMPTY : throwError(() => error);

/**
 * A part of what a handle, a session or a room knows, with a value from the start: what `toSignal` takes with
 * `requireSync`.
 *
 * Emits the initial value at once, then what is selected of the newest source, and the initial value again at the end
 * of the source, by an error of this library's too. Errors with what is no error of this library's.
 *
 * @param source$ - Handles, sessions, rooms.
 * @param select$ - What to tell of one.
 * @param initial - What holds while there is none.
 * @example
 * ```ts
 * import { toSignal } from '@angular/core/rxjs-interop';
 * import { injectJanusHandle$, stateOf$ } from 'rxjs-janus/angular';
 * import { videoRoom } from 'rxjs-janus/videoroom';
 *
 * class Room {
 *   readonly room$ = injectJanusHandle$(videoRoom);
 *   readonly others = toSignal(stateOf$(this.room$, (room) => room.participants$, []), { requireSync: true });
 * }
 * ```
 */
export const stateOf$ = <S, T>(
  source$: Observable<S>,
  select$: (source: S) => Observable<T>,
  initial: T,
): Observable<T> =>
  concat(of(initial), source$.pipe(switchMap(select$), catchError(quietly$), concatWith(of(initial))));
