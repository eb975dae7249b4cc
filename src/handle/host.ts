import type { Observable } from 'rxjs';
import type { Desk } from '../exchange/desk.js';

/** A time without a line: events of that time are lost, the server does not repeat them. */
export interface Gap {
  /** When the line was found lost, epoch milliseconds. */
  readonly from: number;
  /** When the session was claimed back, epoch milliseconds. */
  readonly to: number;
}

/** What a handle stands on: where its requests go, and fail with it; the session implements it. */
export interface HandleHost extends Pick<Desk, 'open' | 'transaction' | 'failAll'> {
  /** The session's id. */
  readonly sessionId: number;
  /** Emits after each claim that followed a drop. */
  readonly gap$: Observable<Gap>;
  /** Is told when what a snapshot keeps of a handle may have changed. */
  readonly handles: { changed(): void };
}
