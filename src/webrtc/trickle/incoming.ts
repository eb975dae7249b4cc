import type { Candidate, CandidatesCompleted } from '../../protocol/jsep.js';

type Told = Candidate | CandidatesCompleted;

/** The server's candidates: kept until the description that they belong to is set, as they may come before it. */
export class Incoming {
  readonly #add: (candidate: Candidate | undefined) => Promise<void>;
  #kept: Told[] | undefined = [];

  constructor(add: (candidate: Candidate | undefined) => Promise<void>) {
    this.#add = add;
  }

  /** A description is on its way: what comes belongs to it. */
  hold(): void {
    this.#kept ??= [];
  }

  /** The description is set. */
  release(): void {
    const kept = this.#kept ?? [];
    this.#kept = undefined;
    for (const candidate of kept) this.take(candidate);
  }

  take(candidate: Told): void {
    if (this.#kept) this.#kept.push(candidate);
    // One that the platform cannot use is no loss, and one that came late belongs to nothing any more.
    else this.#add('completed' in candidate ? undefined : candidate).catch(() => undefined);
  }
}
