import { isJanusError } from '../errors/errors.js';
import { decodeFrame } from '../protocol/decode.js';
import type { WireSink } from './wire.js';

/** Reads one text frame into the sink; one that is no message becomes a diagnostic, as it must not end the line. */
export const receiveFrame = (sink: WireSink, frame: unknown, maxLength: number): void =>
  tolerating(sink, () => sink.receive(decodeFrame(frame, maxLength)));

/** Runs a reading; what it throws of ours becomes a diagnostic. */
export const tolerating = (sink: WireSink, read: () => void): void => {
  try {
    read();
  } catch (error) {
    if (!isJanusError(error, 'protocol')) throw error;
    sink.diagnose({ kind: 'malformed-frame', error });
  }
};
