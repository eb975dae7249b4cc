/** Which sessions stand, and since when those without a line have none. */
export class Gaps {
  /** `undefined` while it stands. */
  readonly #lostAt = new Map<number, number | undefined>();

  /** The line of all of them is gone. */
  allLost(at: number): void {
    for (const id of this.#lostAt.keys()) this.lost(id, at);
  }

  /** One is without a line: over REST a drop is each session's own. */
  lost(id: number, at: number): void {
    if (this.#lostAt.has(id)) this.#lostAt.set(id, this.#lostAt.get(id) ?? at);
  }

  /** It stands; tells since when it did not. */
  stands(id: number): number | undefined {
    const since = this.#lostAt.get(id);
    this.#lostAt.set(id, undefined);
    return since;
  }

  over(id: number): void {
    this.#lostAt.delete(id);
  }
}
