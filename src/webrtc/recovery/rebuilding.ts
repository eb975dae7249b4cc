import { type Observable, throwError, timer } from 'rxjs';
import { PeerFailedError } from '../errors.js';
import { type Recovery, type RecoverySettings, STEADY } from './recovery.js';

/** The PeerConnections in a row that did not come up, and what is told of that. */
export class Rebuilding {
  readonly #settings: RecoverySettings | undefined;
  readonly #tell: (recovery: Recovery) => void;
  #attempt = 0;

  constructor(settings: RecoverySettings | undefined, tell: (recovery: Recovery) => void) {
    this.#settings = settings;
    this.#tell = tell;
  }

  /** One is up. */
  isUp(): void {
    if (this.#attempt > 0) this.#tell(STEADY);
    this.#attempt = 0;
  }

  /** The `delay` of a `retry`: when another may come in the place of one that failed. Errors when none may. */
  delay$(cause: unknown): Observable<unknown> {
    const settings = this.#settings;
    if (!settings || !(cause instanceof PeerFailedError) || this.#attempt >= settings.rebuilds)
      return throwError(() => cause);
    const { scheduler, waitMs } = settings;
    this.#attempt += 1;
    this.#tell({ kind: 'rebuilding', since: scheduler.now(), attempt: this.#attempt, cause });
    return timer(waitMs(this.#attempt - 1), scheduler);
  }
}
