import { Observable, type Subscriber } from 'rxjs';

/** Lets the next turn begin, before the Observable that holds it ends. */
export type Release = () => void;

/** One after another: descriptions must not be made or set while another negotiation is under way. */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  #taken = false;

  /**
   * Subscribes to a task when its turn comes. The turn is over when the task releases it, ends or is unsubscribed from;
   * a task that still waits then gives up its place.
   */
  take$<T>(task$: (release: Release) => Observable<T>): Observable<T> {
    return new Observable((subscriber) => {
      const begin = (): void => this.#begin(task$, subscriber);
      if (!this.#taken) return begin();
      this.#waiting.push(begin);
      return () => {
        const place = this.#waiting.indexOf(begin);
        if (place >= 0) this.#waiting.splice(place, 1);
      };
    });
  }

  #begin<T>(task$: (release: Release) => Observable<T>, subscriber: Subscriber<T>): void {
    let held = (this.#taken = true);
    const release = (): void => {
      if (!held) return;
      held = this.#taken = false;
      this.#waiting.shift()?.();
    };
    task$(release).subscribe(subscriber);
    // Behind what the task does at its end.
    subscriber.add(release);
  }
}
