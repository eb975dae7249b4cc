import { Injectable, signal } from '@angular/core';

/** Whether the browser lets this page be heard; after a reload it wants a click first. */
@Injectable({ providedIn: 'root' })
export class Sound {
  readonly #blocked = signal(false);
  readonly #allowed = signal(0);
  readonly isBlocked = this.#blocked.asReadonly();
  /** Counts the times that somebody allowed it. */
  readonly allowed = this.#allowed.asReadonly();

  blocked(): void {
    this.#blocked.set(true);
  }

  allow(): void {
    this.#blocked.set(false);
    this.#allowed.update((count) => count + 1);
  }
}
