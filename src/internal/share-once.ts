import { type MonoTypeOperatorFunction, Observable, type Subscriber, type Subscription } from 'rxjs';

/**
 * The one value of a source for all who ask, then and later; the source is subscribed to once, by the first of them.
 */
export const shareOnce =
  <T>(): MonoTypeOperatorFunction<T> =>
  (source$) => {
    const waiting = new Set<Subscriber<T>>();
    let known: { readonly value: T } | undefined;
    let asking: Subscription | undefined;
    const tell = (subscriber: Subscriber<T>, value: T): void => {
      subscriber.next(value);
      subscriber.complete();
    };
    const ask = (): Subscription =>
      source$.subscribe({
        next: (value) => {
          known = { value };
          for (const subscriber of [...waiting]) tell(subscriber, value);
        },
        error: (error: unknown) => [...waiting].forEach((subscriber) => subscriber.error(error)),
      });
    return new Observable((subscriber) => {
      if (known) return tell(subscriber, known.value);
      waiting.add(subscriber);
      asking ??= ask();
      return () => waiting.delete(subscriber);
    });
  };
