import type { Owner } from '../core/owner.js';
import type { Timers } from '../core/timers.js';
import type { WireMessage } from '../core/wire.js';
import type { Outlet } from './outlet.js';
import { nothingToTell, type Poll } from './poll.js';

/**
 * The owner of a session over REST: events wait here for a poll. An event goes to the poll that waits longest,
 * even if its client has gone, which the server does not notice; the other polls are answered at once with a
 * keepalive. Once released, what is pushed is lost, and the polls still open run out in their own time.
 */
export class PollQueue implements Owner {
  readonly over = 'rest';
  #events: WireMessage[] = [];
  #polls: Poll[] = [];
  #released = false;

  constructor(
    private readonly outlet: Outlet,
    private readonly timers: Timers,
    private readonly longPollMs: number,
    private readonly onRelease: (queue: PollQueue) => void,
  ) {}

  push(event: WireMessage): void {
    if (this.#released || this.outlet.swallows(event)) return;
    this.#events.push(event);
    this.#polls.splice(0).forEach((poll) => this.#answer(poll));
  }

  open(poll: Poll): void {
    if (this.#events.length > 0) return this.#answer(poll);
    poll.expiry = this.timers.after(this.longPollMs, () => {
      this.forget(poll);
      poll.answer(nothingToTell);
    });
    this.#polls.push(poll);
  }

  forget(poll: Poll): void {
    poll.expiry?.unsubscribe();
    this.#polls = this.#polls.filter((other) => other !== poll);
  }

  release(): void {
    this.#released = true;
    this.onRelease(this);
  }

  #answer(poll: Poll): void {
    poll.expiry?.unsubscribe();
    const events = this.#events.splice(0, poll.maxEvents);
    poll.answer(events.length > 0 ? events : nothingToTell);
  }
}
