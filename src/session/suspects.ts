import type { Subscription } from 'rxjs';
import type { Line } from '../exchange/line.js';

/**
 * The lines that a session lost while it is sought: kept open, if they can be, as a half-open line can still
 * be saved by a claim on another, and can carry a farewell.
 */
export class Suspects {
  readonly #leases = new Map<Line, Subscription>();

  add(line: Line): void {
    if (!this.#leases.has(line)) this.#leases.set(line, line.lease());
  }

  /** Destroys the session over each that is still open; nobody will hear an answer. Whether there was one. */
  destroy(sessionId: number): boolean {
    const open = [...this.#leases.keys()].filter((line) => line.connection.open);
    for (const line of open) void line.tell$({ janus: 'destroy', session_id: sessionId });
    return open.length > 0;
  }

  /** The session is claimed, or over. */
  letGo(): void {
    for (const lease of this.#leases.values()) lease.unsubscribe();
    this.#leases.clear();
  }
}
