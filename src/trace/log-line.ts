import type { TraceKind, TraceSink, TraceStep } from './step.js';

const ARROW: Readonly<Record<TraceKind, string>> = {
  request: '->',
  poll: '->',
  unsent: '-x',
  ack: '<-',
  reply: '<-',
  error: '<-',
  event: '<-',
  line: '--',
  down: '--',
  gap: '--',
  diagnostic: '!!',
};

/**
 * A step on one line: time, direction, number of the request, session and handle, what was said, how long it took.
 *
 * @param step - The step.
 * @example
 * ```ts
 * import { logLine } from 'rxjs-janus/trace';
 *
 * logLine({ kind: 'ack', at: 0, request: 4, afterMs: 3, session: '…4821', text: 'ack' });
 * // 1970-01-01T00:00:00.000Z <- [4] …4821 ack (3 ms)
 * ```
 */
export const logLine = ({ kind, at, text, request, afterMs, session, handle }: TraceStep): string =>
  [
    new Date(at).toISOString(),
    ARROW[kind],
    request !== undefined && `[${request}]`,
    session !== undefined && (handle === undefined ? session : `${session}/${handle}`),
    text,
    afterMs !== undefined && `(${afterMs} ms)`,
  ]
    .filter((part) => part !== false)
    .join(' ');

/**
 * A sink for {@link trace} that writes each step as a line.
 *
 * @param write - Takes the line, and the step itself for a logger with fields.
 * @example
 * ```ts
 * import { webSocketTransport } from 'rxjs-janus';
 * import { logTo, trace } from 'rxjs-janus/trace';
 *
 * const janus$ = trace(logTo((line) => console.debug(line)))(webSocketTransport({ url: 'wss://janus.example/ws' }));
 * ```
 */
export const logTo =
  (write: (line: string, step: TraceStep) => void): TraceSink =>
  (step) =>
    write(logLine(step), step);
