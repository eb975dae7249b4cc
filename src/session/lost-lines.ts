import type { Line } from '../exchange/line.js';

const NONE: readonly Line[] = [];

/**
 * The lines that a session lost while it is sought: kept open, if they can be, as a half-open line can still
 * be saved by a claim on another, and can carry a farewell.
 */
export class LostLines {
  // A list and no set, as most sessions never lose a line.
  #kept: readonly Line[] = NONE;

  keep(line: Line | undefined): void {
    if (!line || this.#kept.includes(line)) return;
    this.#kept = [...this.#kept, line];
    line.keep();
  }

  /** Destroys the session over each that is still open; nobody will hear an answer. Whether there was one. */
  destroy(sessionId: number): boolean {
    const open = this.#kept.filter(({ connection }) => connection.open);
    for (const line of open) line.tell({ janus: 'destroy', session_id: sessionId });
    return open.length > 0;
  }

  /** The session is claimed, or over. */
  letGo(): void {
    const lines = this.#kept;
    // First, as whoever hears of its end may end the session, and each is let go once.
    this.#kept = NONE;
    for (const line of lines) line.letGo();
  }
}
