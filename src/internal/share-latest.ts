import {
  type MonoTypeOperatorFunction,
  Observable,
  type Observer,
  type SchedulerLike,
  type Subscriber,
  type Subscription,
  type Unsubscribable,
  asyncScheduler,
} from 'rxjs';

/** How long a shared stream outlives its last subscriber. */
export interface ShareLatestOptions {
  /** Milliseconds between the last unsubscribe and the teardown; left out, the teardown is at once. */
  readonly lingerMs?: number;
  /** Where the lingering is timed; the asynchronous scheduler by default. */
  readonly scheduler?: SchedulerLike | undefined;
}

/** What a run begins: something that tells the run, and is held by it until its end. */
export type Begin<T> = (run: Run<T>) => void;

const AT_ONCE: ShareLatestOptions = {};

/** One run of a shared stream, from its first subscriber to its end: what it is told it tells them all. */
export class Run<T> implements Observer<T> {
  readonly #options: ShareLatestOptions;
  // One as a rule: a set is for the lines, which all sessions subscribe to.
  #first: Subscriber<T> | undefined;
  #others: Set<Subscriber<T>> | undefined;
  /** Nobody can join it any more. */
  over = false;
  #told = false;
  #latest: T | undefined;
  #lingering: Subscription | undefined;
  /** What ends with it. */
  holds: Unsubscribable | undefined;

  constructor(options: ShareLatestOptions) {
    this.#options = options;
  }

  /** Whether somebody is subscribed. */
  get held(): boolean {
    return this.#first !== undefined || (this.#others?.size ?? 0) > 0;
  }

  begin(begin: Begin<T>): void {
    try {
      begin(this);
    } catch (error) {
      this.error(error);
    }
    // Ended or left by all while it was begun.
    if (this.over) this.#release();
  }

  join(subscriber: Subscriber<T>): void {
    this.#lingering?.unsubscribe();
    if (this.#first === undefined) this.#first = subscriber;
    else (this.#others ??= new Set()).add(subscriber);
    if (this.#told) subscriber.next(this.#latest as T);
  }

  leave(subscriber: Subscriber<T>): void {
    if (this.#first === subscriber) this.#first = undefined;
    else this.#others?.delete(subscriber);
    if (this.held || this.over) return;
    const { lingerMs, scheduler = asyncScheduler } = this.#options;
    // There is nobody to be told of it.
    if (lingerMs === undefined) this.complete();
    else this.#lingering = scheduler.schedule(() => this.complete(), lingerMs);
  }

  next(value: T): void {
    if (this.over) return;
    this.#told = true;
    this.#latest = value;
    for (const subscriber of this.#all) subscriber.next(value);
  }

  error(error: unknown): void {
    this.#end((subscriber) => subscriber.error(error));
  }

  complete(): void {
    this.#end((subscriber) => subscriber.complete());
  }

  /**
   * Over before that is told: whoever subscribes again from within begins another run. The source is torn down after,
   * as it is by every operator: what was told may still take a hold on it.
   */
  #end(tell: (subscriber: Subscriber<T>) => void): void {
    if (this.over) return;
    this.over = true;
    this.#all.forEach(tell);
    this.#release();
  }

  get #all(): readonly Subscriber<T>[] {
    const first = this.#first ? [this.#first] : [];
    return this.#others ? [...first, ...this.#others] : first;
  }

  #release(): void {
    const { holds } = this;
    this.holds = undefined;
    holds?.unsubscribe();
  }
}

/** A subscriber's part in a run. An object, as a closure and what it closes over cost three times as much. */
class Seat<T> implements Unsubscribable {
  readonly #run: Run<T>;
  readonly #subscriber: Subscriber<T>;

  constructor(run: Run<T>, subscriber: Subscriber<T>) {
    this.#run = run;
    this.#subscriber = subscriber;
  }

  unsubscribe(): void {
    this.#run.leave(this.#subscriber);
  }
}

/** A stream that all its subscribers share: begun by the first of them, replays its newest value, starts afresh after the end. */
export const shared$ = <T>(begin: Begin<T>, options = AT_ONCE): Observable<T> => {
  let run: Run<T> | undefined;
  return new Observable((subscriber) => {
    const going = run && !run.over ? run : undefined;
    const joined = going ?? (run = new Run<T>(options));
    joined.join(subscriber);
    if (!going) joined.begin(begin);
    return new Seat(joined, subscriber);
  });
};

/**
 * The one `share` of this library: replays the newest value and starts afresh after the end.
 *
 * `shareReplay` would hand a late subscriber the dead session and a completion, and rxjs' `share` costs two
 * kilobytes for each session and handle. The lingering keeps a socket open until the farewells of what stands on it are
 * sent, as `switchMap` tears down its source before its inner stream.
 */
export const shareLatest =
  <T>(options?: ShareLatestOptions): MonoTypeOperatorFunction<T> =>
  (source$) =>
    shared$((run) => (run.holds = source$.subscribe(run)), options);
