import { type SchedulerLike, asyncScheduler } from 'rxjs';
import type { JanusTransport } from '../transport/transport.js';
import type { TraceSink } from './step.js';
import { Teller } from './teller.js';
import { TracedTransport } from './traced-transport.js';
import type { WordsOptions } from './words.js';

/** What {@link trace} takes beside its sinks. */
export interface TraceOptions extends WordsOptions {
  /** Where times are read; the asynchronous scheduler by default. */
  readonly scheduler?: SchedulerLike;
}

/**
 * Tells all that passes over a transport: each request with its ack and answer, events, what the line does, gaps.
 *
 * Give it to a transport as its `trace`, or call what it returns with a transport: the one that comes back behaves the same, so
 * make sessions on that one. It connects nothing by itself. Tokens and secrets are added below it and never seen here; those
 * within bodies are hidden by {@link redact}, session descriptions and candidates are not told, ids are shortened.
 *
 * @param to - Where the steps go: {@link logTo}, {@link spansTo}, a {@link recorder}, or a function of your own.
 * @param options - What of a body is told.
 * @example
 * ```ts
 * import { create$, webSocketTransport } from 'rxjs-janus';
 * import { logTo, recorder, trace } from 'rxjs-janus/trace';
 *
 * const tape = recorder();
 * const janus$ = webSocketTransport({
 *   url: 'wss://janus.example/ws',
 *   trace: trace([tape.take, logTo((line) => console.debug(line))]),
 * });
 * create$(janus$).subscribe({ error: () => console.log(tape.mermaid()) });
 * ```
 */
export const trace =
  (
    to: TraceSink | readonly TraceSink[],
    options: TraceOptions = {},
  ): ((janus$: JanusTransport) => JanusTransport) =>
  (janus$) =>
    new TracedTransport(
      janus$,
      new Teller(typeof to === 'function' ? [to] : to, options, options.scheduler ?? asyncScheduler),
    );
