import { Subject, type Observable, type SchedulerLike } from 'rxjs';
import type { Over } from '../core/owner.js';

/** One message on the wire. */
export interface SimulatorFrame {
  /** `'in'` from a client, `'out'` to one. */
  readonly direction: 'in' | 'out';
  /** How it travelled. */
  readonly over: Over;
  /** The message as parsed; text where it is no JSON, `undefined` for a long poll being opened. */
  readonly message: unknown;
  /** When, in epoch milliseconds by the scheduler. */
  readonly at: number;
  /** Over REST, method and path with query of a request, as `'GET /janus/1?maxev=10'`. */
  readonly target?: string;
}

/** Tells every message that passes. */
export class FrameLog {
  readonly #frames = new Subject<SimulatorFrame>();
  readonly frame$: Observable<SimulatorFrame> = this.#frames.asObservable();

  constructor(private readonly scheduler: SchedulerLike) {}

  received(over: Over, message: unknown, target?: string): void {
    const at = this.scheduler.now();
    this.#frames.next({ direction: 'in', over, message, at, ...(target === undefined ? {} : { target }) });
  }

  sent(over: Over, message: unknown): void {
    this.#frames.next({ direction: 'out', over, message, at: this.scheduler.now() });
  }

  stop(): void {
    this.#frames.complete();
  }
}
