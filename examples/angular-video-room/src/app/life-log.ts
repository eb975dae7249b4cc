import { Injectable, signal } from '@angular/core';

/** One thing that happened. */
export interface Moment {
  readonly id: number;
  readonly at: number;
  readonly mood: 'calm' | 'good' | 'busy' | 'bad';
  readonly text: string;
}

const KEPT = 12;

/** What happened to the session and in the room, the newest first. */
@Injectable({ providedIn: 'root' })
export class LifeLog {
  readonly #moments = signal<readonly Moment[]>([]);
  readonly moments = this.#moments.asReadonly();
  #count = 0;

  add(mood: Moment['mood'], text: string): void {
    const moment: Moment = { id: ++this.#count, at: Date.now(), mood, text };
    this.#moments.update((moments) => [moment, ...moments].slice(0, KEPT));
  }
}
