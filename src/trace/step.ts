/**
 * What a step of a trace is: a request on its way out, one that could not be sent, its `ack`, its answer (`reply`, or `error`
 * where the core or a plugin refused), an `event` that nobody asked for, a long `poll` that begins, the `line` that is
 * being opened or the line `down`, a `gap` that has ended, or something told on `diagnostics$`.
 */
export type TraceKind =
  | 'request'
  | 'unsent'
  | 'ack'
  | 'reply'
  | 'error'
  | 'event'
  | 'poll'
  | 'line'
  | 'down'
  | 'gap'
  | 'diagnostic';

/** One thing that happened on a traced transport: nothing in it is secret, and ids are shortened to their last digits. */
export interface TraceStep {
  /** What it is. */
  readonly kind: TraceKind;
  /** When, epoch milliseconds. */
  readonly at: number;
  /** What was sent or came, in words. */
  readonly text: string;
  /** Which request it belongs to: counts from 1; the same for the request, its ack and its answer. */
  readonly request?: number;
  /** The verb of that request. */
  readonly verb?: string;
  /** Ack and answer: milliseconds since the request was sent. Gap: its length. */
  readonly afterMs?: number;
  /** The session, by the end of its id. */
  readonly session?: string;
  /** The handle, by the end of its id. */
  readonly handle?: string;
}

/** Where the steps of a trace go. What it throws is reported as RxJS reports what a subscriber throws, and harms no frame. */
export type TraceSink = (step: TraceStep) => void;
