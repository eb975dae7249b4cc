import { type SchedulerLike, Subscription } from 'rxjs';

/** Something that is given up at a time. */
export interface Deadline {
  /** When, epoch milliseconds by the scheduler. */
  readonly deadlineAt: number;
  /** Called once, when that time has come. */
  expire(): void;
}

/**
 * All deadlines of one transport behind one timer.
 *
 * A timer per request is what rxjs' `timeout()` costs. Here the timer stands at the earliest deadline known
 * when it was set; when it fires, whatever is left is looked through once and the timer is set again. A
 * request that was answered in time has cost an insertion and a removal.
 */
export class Deadlines {
  readonly #scheduler: SchedulerLike;
  readonly #pending = new Set<Deadline>();
  #timer = Subscription.EMPTY;
  #firesAt = Infinity;
  #keepers = 0;

  constructor(scheduler: SchedulerLike) {
    this.#scheduler = scheduler;
  }

  /** Now, epoch milliseconds. */
  now(): number {
    return this.#scheduler.now();
  }

  add(deadline: Deadline): void {
    this.#pending.add(deadline);
    if (deadline.deadlineAt < this.#firesAt) this.#arm(deadline.deadlineAt);
  }

  delete(deadline: Deadline): void {
    this.#pending.delete(deadline);
    this.#rest();
  }

  /** While somebody keeps the timer, it stays armed between requests; else it goes with the last request. */
  keep(): Subscription {
    this.#keepers++;
    return new Subscription(() => {
      this.#keepers--;
      this.#rest();
    });
  }

  #rest(): void {
    if (this.#pending.size > 0 || this.#keepers > 0) return;
    this.#timer.unsubscribe();
    this.#firesAt = Infinity;
  }

  #arm(at: number): void {
    this.#timer.unsubscribe();
    this.#firesAt = at;
    this.#timer = this.#scheduler.schedule(() => this.#fire(), Math.max(0, at - this.now()));
  }

  #fire(): void {
    const now = this.now();
    const due: Deadline[] = [];
    let next = Infinity;
    for (const deadline of this.#pending) {
      if (deadline.deadlineAt <= now) due.push(deadline);
      else next = Math.min(next, deadline.deadlineAt);
    }
    this.#firesAt = Infinity;
    if (next < Infinity) this.#arm(next);
    for (const deadline of due) if (this.#pending.delete(deadline)) deadline.expire();
  }
}
