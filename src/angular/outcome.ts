import {
  type Observable,
  type OperatorFunction,
  catchError,
  concatWith,
  map,
  of,
  startWith,
  throwError,
} from 'rxjs';
import { type JanusClientError, isJanusError } from '../errors/errors.js';

/** What came of something, as a value: `switch` on `kind`. */
export type Outcome<T> =
  | {
      /** Nothing yet. */
      readonly kind: 'waiting';
    }
  | {
      /** The newest value. */
      readonly kind: 'ready';
      /** It. */
      readonly value: T;
    }
  | {
      /** It completed. */
      readonly kind: 'done';
    }
  | {
      /** It failed. */
      readonly kind: 'failed';
      /** Why; its `message` names the next step, its `kind` is to `switch` on. */
      readonly error: JanusClientError;
    };

/**
 * Values, end and failure of a stream as one union, with a value from the start: what `toSignal` takes with `requireSync`.
 *
 * Emits `waiting` at once, `ready` for each value, then `done` or `failed`, and completes. What is no error of this
 * library's is a fault of the application: it errors, and `toSignal` hands it to the `ErrorHandler`.
 *
 * @example
 * ```ts
 * import { toSignal } from '@angular/core/rxjs-interop';
 * import { switchMap } from 'rxjs';
 * import { injectJanusHandle$, outcome } from 'rxjs-janus/angular';
 * import { videoRoom } from 'rxjs-janus/videoroom';
 *
 * class Rooms {
 *   readonly list = toSignal(
 *     injectJanusHandle$(videoRoom).pipe(switchMap((room) => room.request$('list')), outcome()),
 *     { requireSync: true },
 *   );
 * }
 * ```
 */
export const outcome =
  <T>(): OperatorFunction<T, Outcome<T>> =>
  (source$) =>
    source$.pipe(
      map((value): Outcome<T> => ({ kind: 'ready', value })),
      concatWith(of<Outcome<T>>({ kind: 'done' })),
      catchError((error: unknown): Observable<Outcome<T>> =>
        isJanusError(error) ? of({ kind: 'failed', error }) : throwError(() => error),
      ),
      startWith<Outcome<T>>({ kind: 'waiting' }),
    );
