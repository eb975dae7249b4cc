import type { TraceSink, TraceStep } from './step.js';

/** What of an OpenTelemetry span is used. */
export interface SpanLike {
  /** Something happened within it. */
  addEvent(name: string, attributes?: Readonly<Record<string, string | number>>): unknown;
  /** How it went: 2 is an error. */
  setStatus(status: { code: number; message?: string }): unknown;
  /** It is over. */
  end(endTime?: Date): void;
}

/** What of an OpenTelemetry tracer is used: `trace.getTracer('app')` of `@opentelemetry/api` fits. */
export interface TracerLike {
  /** Begins a span; kind 2 is a client's. */
  startSpan(
    name: string,
    options?: { kind?: number; attributes?: Record<string, string | number>; startTime?: Date },
  ): SpanLike;
}

const CLIENT = 2;
const ERROR = 2;

/** Requests that are never answered must not pile up. */
const MOST_OPEN = 4_096;

const attributesOf = ({ verb, session, handle, request }: TraceStep): Record<string, string | number> => ({
  ...(verb !== undefined && { 'janus.verb': verb }),
  ...(session !== undefined && { 'janus.session': session }),
  ...(handle !== undefined && { 'janus.handle': handle }),
  ...(request !== undefined && { 'janus.request': request }),
});

/** The spans that are not over yet, by the number of the request. */
class OpenSpans {
  readonly #open = new Map<number, SpanLike>();

  begin(request: number, span: SpanLike): void {
    this.end(request, 'sent again');
    this.#open.set(request, span);
    const [oldest] = this.#open.keys();
    if (oldest !== undefined && this.#open.size > MOST_OPEN) this.end(oldest, 'no answer');
  }

  note(request: number, event: string): void {
    this.#open.get(request)?.addEvent(event);
  }

  end(request: number, failure?: string): void {
    const span = this.#open.get(request);
    if (!span) return;
    this.#open.delete(request);
    if (failure !== undefined) span.setStatus({ code: ERROR, message: failure });
    span.end();
  }

  endAll(failure: string): void {
    for (const request of [...this.#open.keys()]) this.end(request, failure);
  }
}

/**
 * A sink for {@link trace} that makes OpenTelemetry spans: one for each request, from the sending to the answer, with the ack as
 * an event in it; one for each gap. A request ends in an error when it was refused, could not be sent, or lost its line.
 *
 * This library imports nothing of OpenTelemetry.
 *
 * @param tracer - Where spans are begun; the span that is active when a request is sent is their parent.
 * @example
 * ```ts
 * import { trace as telemetry } from '@opentelemetry/api';
 * import { webSocketTransport } from 'rxjs-janus';
 * import { spansTo, trace } from 'rxjs-janus/trace';
 *
 * const janus$ = webSocketTransport({
 *   url: 'wss://janus.example/ws',
 *   trace: trace(spansTo(telemetry.getTracer('calls'))),
 * });
 * ```
 */
export const spansTo = (tracer: TracerLike): TraceSink => {
  const open = new OpenSpans();
  const begin = (step: TraceStep, name: string, at: number): SpanLike =>
    tracer.startSpan(name, { kind: CLIENT, attributes: attributesOf(step), startTime: new Date(at) });
  return (step) => {
    const { kind, request = 0, verb = '', text, at, afterMs = 0 } = step;
    if (kind === 'request') open.begin(request, begin(step, `janus ${verb}`, at));
    else if (kind === 'ack') open.note(request, 'ack');
    else if (kind === 'reply') open.end(request);
    else if (kind === 'error' || kind === 'unsent') open.end(request, text);
    else if (kind === 'gap') begin(step, 'janus gap', at - afterMs).end(new Date(at));
    // Nobody answers on that line any more; what is sent again is a span of its own.
    else if (kind === 'down') open.endAll(text);
  };
};
