import type { Over } from '../core/owner.js';
import type { Timers } from '../core/timers.js';
import type { WireMessage } from '../core/wire.js';
import type { FrameLog } from './frame-log.js';
import type { Line } from './line.js';

/** What leaves the server passes here: it can be swallowed, delayed, and is logged when it is written. */
export class Outlet {
  /** Milliseconds that everything sent waits before it is written. */
  delayMs = 0;
  /** Whether a message is to be lost on its way out. */
  swallows: (message: WireMessage) => boolean = () => false;

  constructor(
    private readonly timers: Timers,
    private readonly log: FrameLog,
  ) {}

  /** Writes what the messages make, once the delay is over and the line is not frozen. */
  send(over: Over, line: Line, messages: readonly WireMessage[], write: () => void): void {
    const leave = (): void =>
      line.run(() => {
        messages.forEach((message) => this.log.sent(over, message));
        write();
      });
    if (this.delayMs > 0) this.timers.after(this.delayMs, leave);
    else leave();
  }
}
