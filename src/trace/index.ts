export { logLine, logTo } from './log-line.js';
export { type MermaidOptions, mermaid } from './mermaid.js';
export { type Recorder, type RecorderOptions, recorder } from './recorder.js';
export { type SpanLike, type TracerLike, spansTo } from './spans.js';
export type { TraceKind, TraceSink, TraceStep } from './step.js';
export { type TraceOptions, trace } from './trace.js';
export type { WordsOptions } from './words.js';
