export type { Again } from '../again.js';
export { StreamEndedError, type StreamEndReason } from './errors.js';
export { type StreamView, type WatchStreamOptions, watchStream$ } from './watch-stream.js';
