import { type Observable, type SchedulerLike, asyncScheduler, finalize, share, timer } from 'rxjs';

/** Milliseconds between two attempts to open a line. */
const RETRY_MS = 1_000;

/**
 * When the next attempt to open a line may start: one gate per transport, so that the sessions of one line
 * come back together. Whoever asks while it waits joins the attempt that is pending.
 */
export class Gate {
  readonly #scheduler: SchedulerLike;
  #pending$: Observable<unknown> | undefined;

  constructor(scheduler: SchedulerLike = asyncScheduler) {
    this.#scheduler = scheduler;
  }

  /** Emits once when the attempt may start, and completes. */
  wait$(): Observable<unknown> {
    this.#pending$ ??= timer(RETRY_MS, this.#scheduler).pipe(
      finalize(() => (this.#pending$ = undefined)),
      share(),
    );
    return this.#pending$;
  }
}
