// Subscribes and keeps what came, for specs that look at values, error and completion over real time.
import { type Observable, type Subscription } from 'rxjs';
import { until, type UntilOptions } from './until.js';

export interface Watched<T> {
  readonly values: readonly T[];
  /** What came on the error channel; `undefined` while nothing did. */
  readonly error: unknown;
  readonly completed: boolean;
  /** True from the error or the completion on. */
  readonly ended: boolean;
  readonly subscription: Subscription;
  /** The value at `index` (0 by default), once it is there. */
  value(index?: number, options?: UntilOptions): Promise<T>;
  /** The first value that `test` accepts, from among those that came already and those to come. */
  find(what: string, test: (value: T) => boolean, options?: UntilOptions): Promise<T>;
  /** Resolves at the error or the completion. */
  end(options?: UntilOptions): Promise<Watched<T>>;
  unsubscribe(): void;
}

export function watch<T>(source$: Observable<T>): Watched<T> {
  return new Watcher(source$);
}

class Watcher<T> implements Watched<T> {
  readonly values: T[] = [];
  error: unknown;
  completed = false;
  ended = false;
  readonly subscription: Subscription;

  constructor(source$: Observable<T>) {
    this.subscription = source$.subscribe({
      next: (value) => this.values.push(value),
      error: (error: unknown) => Object.assign(this, { error, ended: true }),
      complete: () => Object.assign(this, { completed: true, ended: true }),
    });
  }

  async value(index = 0, options?: UntilOptions): Promise<T> {
    await until(`value ${index} of a stream`, () => this.values.length > index || this.#early(), options);
    return this.values[index] as T;
  }

  async find(what: string, test: (value: T) => boolean, options?: UntilOptions): Promise<T> {
    const found = () => this.values.find(test) !== undefined || this.#early();
    await until(what, found, options);
    return this.values.find(test) as T;
  }

  async end(options?: UntilOptions): Promise<Watched<T>> {
    await until('a stream to end', () => this.ended, options);
    return this;
  }

  unsubscribe(): void {
    this.subscription.unsubscribe();
  }

  /** Once the stream has ended there is nothing to wait for. */
  #early(): false {
    if (!this.ended) return false;
    if (this.completed) throw new Error('the stream completed without it');
    throw this.error;
  }
}
