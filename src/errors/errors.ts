import type { ConnectionFailedError, ConnectionLostError, HttpStatusError } from './connection-errors.js';
import type { InvalidArgumentError, ProtocolError } from './input-errors.js';
import { JanusError } from './janus-error.js';
import type {
  PluginError,
  RequestInDoubtError,
  RequestTimeoutError,
  ServerError,
  TooManyWaitingError,
} from './request-errors.js';
import type {
  HandleDetachedError,
  HandleEndedError,
  SessionEndedError,
  SessionLostError,
  SessionReclaimError,
  SessionSupersededError,
  SessionTimeoutError,
} from './session-errors.js';

/** Every error this library ends a stream with; `switch` on its `kind`. */
export type JanusClientError =
  | ConnectionFailedError
  | ConnectionLostError
  | HttpStatusError
  | ServerError
  | SessionReclaimError
  | SessionLostError
  | SessionTimeoutError
  | SessionSupersededError
  | SessionEndedError
  | HandleDetachedError
  | HandleEndedError
  | PluginError
  | RequestTimeoutError
  | RequestInDoubtError
  | TooManyWaitingError
  | InvalidArgumentError
  | ProtocolError;

/** The literal that tells the errors apart. */
export type JanusErrorKind = JanusClientError['kind'];

/** The error class that carries a kind. */
export type JanusErrorOf<K extends JanusErrorKind> = Extract<JanusClientError, { readonly kind: K }>;

/**
 * Whether something thrown is an error of this library, or one kind of them.
 *
 * @param value - Whatever a stream ended with.
 * @param kinds - The kinds to accept; any when none is given.
 * @example
 * ```ts
 * import { catchError, EMPTY, throwError } from 'rxjs';
 * import { isJanusError } from 'rxjs-janus';
 *
 * const quietly = catchError((error: unknown) => (isJanusError(error, 'session-ended') ? EMPTY : throwError(() => error)));
 * ```
 */
export const isJanusError = <K extends JanusErrorKind = JanusErrorKind>(
  value: unknown,
  ...kinds: readonly K[]
): value is JanusErrorOf<K> =>
  value instanceof JanusError && (kinds.length === 0 || kinds.includes(value.kind as K));
