import {
  type MonoTypeOperatorFunction,
  Observable,
  type Observer,
  type SchedulerLike,
  type Subscriber,
  Subscription,
  asyncScheduler,
} from 'rxjs';
import { checkDuration } from '../errors/checks.js';
import { InvalidArgumentError } from '../errors/input-errors.js';

/** What {@link inSlices} takes. */
export interface SliceOptions {
  /** Milliseconds of work before the event loop gets its turn; 8 by default, half a frame. */
  readonly budgetMs?: number;
  /** How many values may wait, 100,000 by default; when there are more, all are passed on at once. */
  readonly maxQueued?: number;
  /** Tells the time and gives the turn; has to be an asynchronous one, as `asyncScheduler` is by default. */
  readonly scheduler?: SchedulerLike;
}

/** One subscription: what waits, and until when values are passed on as they come. */
class Slices<T> implements Observer<T> {
  readonly #subscriber: Subscriber<T>;
  readonly #budgetMs: number;
  readonly #maxQueued: number;
  readonly #scheduler: SchedulerLike;
  readonly #waiting: T[] = [];
  #timer = Subscription.EMPTY;
  /** When this slice is over; undefined while there is none. */
  #until: number | undefined;
  #draining = false;
  #end: (() => void) | undefined;

  constructor(subscriber: Subscriber<T>, options: SliceOptions) {
    const { budgetMs = 8, maxQueued = 100_000, scheduler = asyncScheduler } = options;
    this.#subscriber = subscriber;
    this.#budgetMs = budgetMs;
    this.#maxQueued = maxQueued;
    this.#scheduler = scheduler;
    subscriber.add(() => {
      this.#timer.unsubscribe();
      this.#waiting.length = 0;
    });
  }

  next(value: T): void {
    if (!this.#queueing && this.#scheduler.now() < (this.#until ?? this.#begin()))
      return this.#subscriber.next(value);
    this.#waiting.push(value);
    if (this.#waiting.length > this.#maxQueued) this.#drain(Infinity);
  }

  error(error: unknown): void {
    this.#finish(() => this.#subscriber.error(error));
  }

  complete(): void {
    this.#finish(() => this.#subscriber.complete());
  }

  get #queueing(): boolean {
    return this.#draining || this.#waiting.length > 0;
  }

  #finish(end: () => void): void {
    if (this.#queueing) this.#end = end;
    else end();
  }

  /** A slice lasts until the event loop has had its turn; its timer is the turn. */
  #begin(): number {
    this.#timer.unsubscribe();
    this.#timer = this.#scheduler.schedule(() => this.#turn());
    return (this.#until = this.#scheduler.now() + this.#budgetMs);
  }

  #turn(): void {
    this.#until = undefined;
    if (this.#waiting.length > 0) this.#drain(this.#begin());
  }

  /** Passes on until then, one value at least; what comes meanwhile waits behind the rest. */
  #drain(until: number): void {
    if (this.#draining) return;
    this.#draining = true;
    let passed = 0;
    for (const value of this.#waiting) {
      passed++;
      this.#subscriber.next(value);
      if (this.#subscriber.closed || this.#scheduler.now() >= until) break;
    }
    this.#waiting.splice(0, passed);
    this.#draining = false;
    if (this.#waiting.length === 0) this.#end?.();
  }
}

const checkCount = (value: unknown): void => {
  if (value !== undefined && !(Number.isSafeInteger(value) && Number(value) > 0))
    throw new InvalidArgumentError('maxQueued', 'a positive integer below 2^53', value);
};

/**
 * Lets a burst of values through in slices, so that the page draws and answers between them.
 *
 * Emits every value, in order: at once while the slice has time left, else after the event loop has had its turn.
 * Completes and errors with its source, behind what waits; errors with {@link InvalidArgumentError} on wrong options.
 * At most `maxQueued` values wait: one more, and all are passed on at once, however long that takes. Unsubscribing
 * drops what waits.
 *
 * @param options - Milliseconds of a slice, how many values may wait, the scheduler.
 * @example
 * ```ts
 * import { inSlices, type Handle } from 'rxjs-janus';
 *
 * const drawn$ = (handle: Handle) => handle.event$.pipe(inSlices({ budgetMs: 8 }));
 * ```
 * @see https://web.dev/articles/optimize-long-tasks (a task of more than 50 ms is a long one)
 */
export const inSlices =
  <T>(options: SliceOptions = {}): MonoTypeOperatorFunction<T> =>
  (source$) =>
    new Observable((subscriber) => {
      checkDuration('budgetMs', options.budgetMs);
      checkCount(options.maxQueued);
      subscriber.add(source$.subscribe(new Slices(subscriber, options)));
    });
