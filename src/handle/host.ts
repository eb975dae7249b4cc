import type { Observable } from 'rxjs';
import type { Desk } from '../exchange/desk.js';
import type { JanusClientError } from '../errors/errors.js';

/** A time without a line: events of that time are lost, the server does not repeat them. */
export interface Gap {
  /** When the line was found lost, epoch milliseconds. */
  readonly from: number;
  /** When the session was claimed back, epoch milliseconds. */
  readonly to: number;
}

/** What a handle stands on; the session implements it. */
export interface HandleHost {
  /** The session's id. */
  readonly sessionId: number;
  /** Emits after each claim that followed a drop. */
  readonly gap$: Observable<Gap>;
  /** Where its requests go. */
  readonly desk: Pick<Desk, 'open'>;
  /** Fails what the handle still waits for. */
  failCalls(handleId: number, error: JanusClientError): void;
  /** Sends the `detach` of a handle that nobody uses any more, unless the session is left as it is. */
  release(handleId: number): void;
}
