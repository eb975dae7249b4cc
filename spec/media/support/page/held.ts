// Subscriptions that a page holds until it is told to let go.
import { type Observable, ReplaySubject, Subscription, firstValueFrom } from 'rxjs';

let leases = new Subscription();

/** Subscribes until `letGo()`; resolves with the first value. */
export function hold<T>(source$: Observable<T>): Promise<T> {
  return firstValueFrom(follow(source$).value$);
}

/** What a subscription that lasts until `letGo()` has told. */
export interface Followed<T> {
  readonly values: readonly T[];
  readonly value$: Observable<T>;
  readonly newest: T | undefined;
  readonly end: { readonly error?: unknown } | undefined;
  unsubscribe(): void;
}

class Following<T> implements Followed<T> {
  readonly values: T[] = [];
  readonly #told = new ReplaySubject<T>(1);
  readonly #lease: Subscription;
  end: { readonly error?: unknown } | undefined;

  constructor(source$: Observable<T>) {
    this.#lease = source$.subscribe({
      next: (value) => {
        this.values.push(value);
        this.#told.next(value);
      },
      error: (error: unknown) => {
        this.end = { error };
        this.#told.error(error);
      },
      complete: () => {
        this.end = {};
        this.#told.complete();
      },
    });
    leases.add(this.#lease);
  }

  get value$(): Observable<T> {
    return this.#told.asObservable();
  }

  get newest(): T | undefined {
    return this.values.at(-1);
  }

  unsubscribe(): void {
    this.#lease.unsubscribe();
  }
}

export const follow = <T>(source$: Observable<T>): Followed<T> => new Following(source$);

/** Ends all that is held. */
export function letGo(): void {
  leases.unsubscribe();
  leases = new Subscription();
}
