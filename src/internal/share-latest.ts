import {
  type MonoTypeOperatorFunction,
  Observable,
  type SchedulerLike,
  type Observer,
  type Subscriber,
  type Subscription,
  asyncScheduler,
} from 'rxjs';

/** Who holds a shared stream, over all its runs. */
export interface Holders {
  /** How many subscribers there are. */
  count: number;
}

/** How long a shared stream outlives its last subscriber. */
export interface ShareLatestOptions {
  /** Milliseconds between the last unsubscribe and the teardown; left out, the teardown is at once. */
  readonly lingerMs?: number;
  /** Where the lingering is timed; the asynchronous scheduler by default. */
  readonly scheduler?: SchedulerLike | undefined;
  /** Where the subscribers are counted, for whoever must know that there are none any more. */
  readonly holders?: Holders;
}

/** One run of the source, from its first subscriber to its end. */
class Run<T> implements Observer<T> {
  readonly #options: ShareLatestOptions;
  // One as a rule: a set is for the lines, which all sessions subscribe to.
  #first: Subscriber<T> | undefined;
  #others: Set<Subscriber<T>> | undefined;
  /** Nobody can join it any more. */
  over = false;
  #latest: { readonly value: T } | undefined;
  #lingering: Subscription | undefined;
  #source: Subscription | undefined;

  constructor(options: ShareLatestOptions) {
    this.#options = options;
  }

  begin(source$: Observable<T>): void {
    this.#source = source$.subscribe(this);
    // Left by all while it was being subscribed to.
    if (this.over) this.#source.unsubscribe();
  }

  join(subscriber: Subscriber<T>): void {
    this.#lingering?.unsubscribe();
    if (this.#first === undefined) this.#first = subscriber;
    else (this.#others ??= new Set()).add(subscriber);
    if (this.#latest) subscriber.next(this.#latest.value);
  }

  leave(subscriber: Subscriber<T>): void {
    if (this.#first === subscriber) this.#first = undefined;
    else this.#others?.delete(subscriber);
    if (this.#first || this.#others?.size || this.over) return;
    const { lingerMs, scheduler = asyncScheduler } = this.#options;
    if (lingerMs === undefined) this.#stop();
    else this.#lingering = scheduler.schedule(() => this.#stop(), lingerMs);
  }

  next(value: T): void {
    if (this.over) return;
    this.#latest = { value };
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
    this.#source?.unsubscribe();
  }

  get #all(): readonly Subscriber<T>[] {
    const first = this.#first ? [this.#first] : [];
    return this.#others ? [...first, ...this.#others] : first;
  }

  #stop(): void {
    this.over = true;
    this.#source?.unsubscribe();
  }
}

/**
 * The one `share` of this library: replays the newest value and starts afresh after the end.
 *
 * `shareReplay` would hand a late subscriber the dead session and a completion, and rxjs' `share` costs two
 * kilobytes for each session and handle. The lingering keeps a socket open until the farewells of what stands on it are
 * sent, as `switchMap` tears down its source before its inner stream.
 */
export const shareLatest =
  <T>(options: ShareLatestOptions = {}): MonoTypeOperatorFunction<T> =>
  (source$) => {
    const { holders } = options;
    let run: Run<T> | undefined;
    return new Observable<T>((subscriber) => {
      if (holders) holders.count++;
      const going = run && !run.over ? run : undefined;
      const joined = going ?? (run = new Run<T>(options));
      joined.join(subscriber);
      if (!going) joined.begin(source$);
      return () => {
        if (holders) holders.count--;
        joined.leave(subscriber);
      };
    });
  };
