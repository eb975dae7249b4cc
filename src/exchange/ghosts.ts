import { Subscription } from 'rxjs';
import type { JanusMessage } from '../protocol/messages.js';
import type { Call } from './call.js';
import type { Deadline, Deadlines } from './deadlines.js';

/** A request whose subscriber went while it was in flight. */
class Ghost implements Deadline {
  readonly deadlineAt: number;
  readonly #lease: Subscription;

  constructor(
    readonly call: Call,
    lease: Subscription,
  ) {
    this.deadlineAt = call.deadlineAt;
    this.#lease = lease;
  }

  expire(): void {
    this.#lease.unsubscribe();
  }
}

/**
 * The requests of one line that nobody waits for, though they may still make something on the server: a
 * session or a handle whose id comes late is ended as soon as the id is known.
 */
export class Ghosts {
  readonly #ghosts = new Map<string, Ghost>();
  readonly #deadlines: Deadlines;
  readonly #lease: () => Subscription;

  constructor(deadlines: Deadlines, lease: () => Subscription) {
    this.#deadlines = deadlines;
    this.#lease = lease;
  }

  /** `held`: the line stays open for it, until its deadline. */
  add(call: Call, held: boolean): void {
    const ghost = new Ghost(call, held ? this.#lease() : Subscription.EMPTY);
    this.#ghosts.set(call.request.transaction, ghost);
    if (held) this.#deadlines.add(ghost);
  }

  /** Whether the message is the answer to one of them. */
  receive(message: JanusMessage): boolean {
    const ghost = message.transaction === undefined ? undefined : this.#ghosts.get(message.transaction);
    if (ghost === undefined) return false;
    if (message.janus === 'ack') return true;
    this.#ghosts.delete(ghost.call.request.transaction);
    if (message.janus === 'success') ghost.call.options.late?.(message);
    this.#end(ghost);
    return true;
  }

  clear(): void {
    for (const ghost of this.#ghosts.values()) this.#end(ghost);
    this.#ghosts.clear();
  }

  #end(ghost: Ghost): void {
    this.#deadlines.delete(ghost);
    ghost.expire();
  }
}
