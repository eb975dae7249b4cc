// Back-pressure for commands: the server is asked so many things at a time, and only what is still wanted is asked.
import { Observable, Subscription } from 'rxjs';

/**
 * Runs `project$` for each value, at most `atOnce` at a time and never two of one key. What has to wait is replaced by a newer
 * value of its key: after a burst the last word on each key counts, and the queue is never longer than there are keys.
 *
 * @template T, R
 * @param {(value: T) => unknown} keyOf
 * @param {(value: T) => Observable<R>} project$ must not error
 * @param {number} atOnce
 * @returns {import('rxjs').OperatorFunction<T, R>}
 */
export const conflateBy = (keyOf, project$, atOnce) => (source$) =>
  new Observable((subscriber) => {
    /** @type {Map<unknown, T>} */
    const waiting = new Map();
    const busy = new Set();
    let over = false;
    const all = new Subscription();
    const next = () => {
      for (const [key, value] of waiting) {
        if (busy.size >= atOnce) return;
        if (busy.has(key)) continue;
        waiting.delete(key);
        busy.add(key);
        run(key, value);
      }
      if (over && busy.size === 0 && waiting.size === 0) subscriber.complete();
    };
    const run = (/** @type {unknown} */ key, /** @type {T} */ value) => {
      const one = project$(value).subscribe({
        next: (result) => subscriber.next(result),
        error: (error) => subscriber.error(error),
        complete: () => {
          busy.delete(key);
          next();
        },
      });
      all.add(one);
      one.add(() => all.remove(one));
    };
    all.add(
      source$.subscribe({
        next: (value) => {
          waiting.set(keyOf(value), value);
          next();
        },
        error: (error) => subscriber.error(error),
        complete: () => {
          over = true;
          next();
        },
      }),
    );
    return all;
  });
