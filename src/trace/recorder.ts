import { logLine } from './log-line.js';
import { type MermaidOptions, mermaid } from './mermaid.js';
import type { TraceSink, TraceStep } from './step.js';

/** What {@link recorder} takes. */
export interface RecorderOptions {
  /** How many steps are kept, the newest; 200 by default. */
  readonly last?: number;
}

/** The newest steps of a trace, for when something has gone wrong. */
export interface Recorder {
  /** The sink; it may be taken out and handed on. */
  readonly take: TraceSink;
  /** What is kept, oldest first. */
  steps(): readonly TraceStep[];
  /** The same as lines of a log. */
  text(): string;
  /** The same as a Mermaid diagram. */
  mermaid(options?: MermaidOptions): string;
}

/**
 * Keeps the newest steps of a trace in memory. It holds no secret, so that what it gives may be shown.
 *
 * @param options - How many.
 * @example
 * ```ts
 * import { webSocketTransport } from 'rxjs-janus';
 * import { recorder, trace } from 'rxjs-janus/trace';
 *
 * const tape = recorder({ last: 500 });
 * const janus$ = webSocketTransport({ url: 'wss://janus.example/ws', trace: trace(tape.take) });
 *
 * const report = (): string => `${tape.text()}\n${tape.mermaid()}`;
 * ```
 */
export const recorder = ({ last = 200 }: RecorderOptions = {}): Recorder => {
  let kept: TraceStep[] = [];
  return {
    take: (step) => {
      kept.push(step);
      // Cut now and then: a shift for each step would move all of them each time.
      if (kept.length >= last * 2) kept = kept.slice(-last);
    },
    steps: () => kept.slice(-last),
    text: () => kept.slice(-last).map(logLine).join('\n'),
    mermaid: (options) => mermaid(kept.slice(-last), options),
  };
};
