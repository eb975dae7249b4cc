import type { Handle } from './handle.js';
import type { Owner } from './owner.js';
import type { WireMessage } from './wire.js';

/** One session on the server: who owns it, its handles, and what the watchdog goes by. */
export class Session {
  readonly handles = new Map<number, Handle>();
  /** Its own limit in milliseconds, where one was set; else the server's holds. */
  timeoutMs: number | undefined;
  /** The line of its owner has closed, so that the window for a claim runs. */
  ownerGone = false;
  /** The watchdog has seen it past a limit once. */
  flagged = false;
  ended = false;

  constructor(
    readonly id: number,
    public owner: Owner,
    public lastActivityAt: number,
  ) {}

  /** Tells the owner something, unless the session has ended. */
  push(event: WireMessage): void {
    if (!this.ended) this.owner.push(event);
  }
}
