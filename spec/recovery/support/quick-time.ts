// Virtual time for thousands of timers: rxjs sorts all that are set anew for each one that is added.
import { VirtualAction, VirtualTimeScheduler } from 'rxjs';

type Timer = VirtualAction<unknown>;
interface Numbered {
  readonly index: number;
}

/** Those set for the same time in the order in which they were set. */
function isBefore(one: Timer, other: Timer): boolean {
  if (one.delay !== other.delay) return one.delay < other.delay;
  return (one as unknown as Numbered).index < (other as unknown as Numbered).index;
}

/** A binary heap, with the methods that a timer calls on the list of all. */
class Heap {
  readonly #timers: Timer[] = [];

  get first(): Timer | undefined {
    return this.#timers[0];
  }

  push(timer: Timer): void {
    let at = this.#timers.push(timer) - 1;
    while (at > 0 && this.#swapped((at - 1) >> 1, at)) at = (at - 1) >> 1;
  }

  sort(): this {
    return this;
  }

  /** Asked by a timer that is cancelled and wants to be taken out: it stays, and is passed over. */
  indexOf(): number {
    return -1;
  }

  takeFirst(): void {
    const last = this.#timers.pop();
    if (last === undefined || this.#timers.length === 0) return;
    this.#timers[0] = last;
    for (let at = 0; ;) {
      const child = this.#earlierChild(at);
      if (!this.#swapped(at, child)) return;
      at = child;
    }
  }

  #earlierChild(at: number): number {
    const [left, right] = [this.#timers[2 * at + 1], this.#timers[2 * at + 2]];
    return left !== undefined && right !== undefined && isBefore(right, left) ? 2 * at + 2 : 2 * at + 1;
  }

  /** Puts the earlier of two above; whether it was not. */
  #swapped(above: number, below: number): boolean {
    const [upper, lower] = [this.#timers[above], this.#timers[below]];
    if (upper === undefined || lower === undefined || !isBefore(lower, upper)) return false;
    this.#timers[above] = lower;
    this.#timers[below] = upper;
    return true;
  }
}

export class QuickTime extends VirtualTimeScheduler {
  readonly #heap = new Heap();

  constructor() {
    super(VirtualAction, 0);
    this.actions = this.#heap as unknown as typeof this.actions;
  }

  /** Does all that is due until then. */
  runTo(ms: number): void {
    for (let { first } = this.#heap; first && first.delay <= ms; { first } = this.#heap) {
      this.#heap.takeFirst();
      if (first.closed) continue;
      this.frame = first.delay;
      const error: unknown = first.execute(first.state, first.delay);
      if (error) throw error as Error;
    }
    this.frame = ms;
  }
}
