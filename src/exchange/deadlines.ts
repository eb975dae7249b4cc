import { type SchedulerLike, Subscription } from 'rxjs';

/** Something that has deadlines. */
export interface Pending {
  /** Gives up what is due by now, and tells when the next is: epoch milliseconds, Infinity for never. */
  expire(now: number): number;
}

/**
 * All deadlines of one transport behind one timer.
 *
 * A timer per request is what rxjs' `timeout()` costs. Here the timer stands at the earliest deadline known when it was
 * set; when it fires, whatever is left is looked through once and the timer is set again. A request that was
 * answered in time has cost a comparison.
 */
export class Deadlines {
  readonly #scheduler: SchedulerLike;
  readonly #pending = new Set<Pending>();
  #timer = Subscription.EMPTY;
  #firesAt = Infinity;

  constructor(scheduler: SchedulerLike) {
    this.#scheduler = scheduler;
  }

  /** From now on its deadlines are looked after. */
  add(pending: Pending): void {
    this.#pending.add(pending);
  }

  /** It has none any more; the timer goes with the last one. */
  delete(pending: Pending): void {
    this.#pending.delete(pending);
    if (this.#pending.size === 0) this.#arm(Infinity);
  }

  /** There is one at this time, epoch milliseconds. */
  by(at: number): void {
    if (at < this.#firesAt) this.#arm(at);
  }

  #arm(at: number): void {
    this.#timer.unsubscribe();
    this.#firesAt = at;
    if (at < Infinity)
      this.#timer = this.#scheduler.schedule(() => this.#fire(), Math.max(0, at - this.#scheduler.now()));
  }

  #fire(): void {
    this.#firesAt = Infinity;
    const now = this.#scheduler.now();
    let next = Infinity;
    for (const pending of this.#pending) next = Math.min(next, pending.expire(now));
    this.by(next);
  }
}
