import {
  Observable,
  type Observer,
  type SchedulerLike,
  type Subscription,
  type Unsubscribable,
  asyncScheduler,
} from 'rxjs';

/** How long a shared stream outlives its last subscriber. */
export interface SharedOptions {
  /** Milliseconds between the last unsubscribe and the teardown; left out, the teardown is at once. */
  readonly lingerMs?: number;
  /** Where the lingering is timed; the asynchronous scheduler by default. */
  readonly scheduler?: SchedulerLike | undefined;
}

/** What a run begins: something that tells the run, and is held by it until its end. */
export type Begin<T> = (run: Run<T>) => void;

const AT_ONCE: SharedOptions = {};

/** One run of a shared stream, from its first subscriber to its end: what it is told it tells them all. */
export class Run<T> implements Observer<T> {
  readonly #options: SharedOptions;
  // One as a rule: a set is for the lines, which all sessions subscribe to.
  #first: Observer<T> | undefined;
  #others: Set<Observer<T>> | undefined;
  /** Nobody can join it any more. */
  over = false;
  #told = false;
  #latest: T | undefined;
  #lingering: Subscription | undefined;
  /** What ends with it. */
  holds: Unsubscribable | undefined;

  constructor(options: SharedOptions) {
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

  join(observer: Observer<T>): void {
    this.#lingering?.unsubscribe();
    if (this.#first === undefined) this.#first = observer;
    else (this.#others ??= new Set()).add(observer);
    if (this.#told) observer.next(this.#latest as T);
  }

  leave(observer: Observer<T>): void {
    if (this.#first === observer) this.#first = undefined;
    else this.#others?.delete(observer);
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
    for (const observer of this.#all) observer.next(value);
  }

  error(error: unknown): void {
    this.#end((observer) => observer.error(error));
  }

  complete(): void {
    this.#end((observer) => observer.complete());
  }

  /**
   * Over before that is told: whoever subscribes again from within begins another run. The source is torn down after,
   * as it is by every operator: what was told may still take a hold on it.
   */
  #end(tell: (observer: Observer<T>) => void): void {
    if (this.over) return;
    this.over = true;
    this.#all.forEach(tell);
    this.#release();
  }

  get #all(): readonly Observer<T>[] {
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
  readonly #observer: Observer<T>;

  constructor(run: Run<T>, observer: Observer<T>) {
    this.#run = run;
    this.#observer = observer;
  }

  unsubscribe(): void {
    this.#run.leave(this.#observer);
  }
}

/** What all its subscribers share: begun by the first of them, tells the newest value to late ones, starts afresh after the end. */
export class Shared<T> {
  readonly #begin: Begin<T>;
  readonly #options: SharedOptions;
  #run: Run<T> | undefined;

  constructor(begin: Begin<T>, options = AT_ONCE) {
    this.#begin = begin;
    this.#options = options;
  }

  /** Joins or begins its run; what is given back ends that. */
  join(observer: Observer<T>): Unsubscribable {
    const going = this.#run?.over === false ? this.#run : undefined;
    const joined = going ?? (this.#run = new Run<T>(this.#options));
    joined.join(observer);
    if (!going) joined.begin(this.#begin);
    return new Seat(joined, observer);
  }

  /** Who subscribes joins. */
  get value$(): Observable<T> {
    return new Observable((subscriber) => this.join(subscriber));
  }
}
