/** A request that was told. */
export interface Entry {
  readonly request: number;
  readonly verb: string;
  readonly at: number;
  answered: boolean;
}

/** How many requests are remembered: events may name a transaction long after its answer. */
const REMEMBERED = 4_096;

/** The requests of a trace by transaction, the newest of them. */
export class Ledger {
  readonly #entries = new Map<string, Entry>();
  #count = 0;

  /** The request of this transaction; what is sent again keeps its number. */
  enter(transaction: string, verb: string, at: number): Entry {
    const request = this.#entries.get(transaction)?.request ?? ++this.#count;
    const entry = { request, verb, at, answered: false };
    this.#entries.delete(transaction);
    this.#entries.set(transaction, entry);
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= REMEMBERED) break;
      this.#entries.delete(oldest);
    }
    return entry;
  }

  find(transaction: string | undefined): Entry | undefined {
    return transaction === undefined ? undefined : this.#entries.get(transaction);
  }
}
