/**
 * The polls of one session that came back with nothing before their time. As a rule such a one gives another client's poll
 * away: the server ends all polls of a session at once, and the first takes what there is. Polling again at once would
 * have both spin.
 *
 * A poll that is alone gets one as well, though seldom: every message wakes a poll, and one that came in the same moment
 * as another was taken together with it, and then wakes the next poll for nothing.
 */
export class EmptyPolls {
  readonly #longPollMs: number;
  /** When a message came last, and when a poll was last woken for nothing, epoch milliseconds. */
  #toldAt = -Infinity;
  #wokenAt = -Infinity;

  constructor(longPollMs: number) {
    this.#longPollMs = longPollMs;
  }

  /** A message came. */
  told(now: number): void {
    this.#toldAt = now;
  }

  /** A poll that was opened at that time came back with nothing: whether that is another client's doing. */
  giveAway(opened: number, now: number): boolean {
    const ms = this.#longPollMs;
    if (now - opened >= ms / 2) return false;
    const isEcho = this.#toldAt <= opened && now - this.#toldAt < ms / 30 && now - this.#wokenAt > ms / 3;
    if (isEcho) this.#wokenAt = now;
    return !isEcho;
  }
}
