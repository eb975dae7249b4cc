import { Subscription, timer, type SchedulerLike } from 'rxjs';

/** All timers of a server, on its scheduler, so that a stop leaves none behind. */
export class Timers {
  readonly #running = new Subscription();

  constructor(readonly scheduler: SchedulerLike) {}

  /** Runs `work` once after `delayMs`, unless what this returns is unsubscribed before. */
  after(delayMs: number, work: () => void): Subscription {
    const running = timer(delayMs, this.scheduler).subscribe(work);
    this.#running.add(running);
    return running;
  }

  /** Ends something that repeats together with the rest. */
  add(repeating: Subscription): void {
    this.#running.add(repeating);
  }

  stop(): void {
    this.#running.unsubscribe();
  }
}
