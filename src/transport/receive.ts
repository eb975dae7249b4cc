import { isJanusError } from '../errors/errors.js';
import { decodeFrame } from '../protocol/decode.js';
import type { WireSink } from './wire.js';

/** Reads one text frame into the sink; one that is no message becomes a diagnostic, as it must not end the line. */
export const receiveFrame = (sink: WireSink, frame: unknown, maxLength: number): boolean =>
  tolerating(sink, () => sink.receive(decodeFrame(frame, maxLength)));

/** Runs a reading, and tells whether it went well; what it throws of ours becomes a diagnostic. */
export const tolerating = (sink: WireSink, read: () => void): boolean => {
  try {
    read();
    return true;
  } catch (error) {
    if (!isJanusError(error, 'protocol')) throw error;
    sink.diagnose({ kind: 'malformed-frame', error });
    return false;
  }
};
