import { type JanusClientError, isJanusError } from '../errors/errors.js';

/** Under these names errors are wrapped: by promises, by zone.js, by those who throw them on. */
const WRAPS = ['rejection', 'cause', 'error'] as const;

/** Deeper than anybody wraps, so that a ring ends too. */
const DEPTH = 8;

/**
 * The error of this library in what an `ErrorHandler` is given, however it was wrapped on its way; undefined when
 * there is none.
 *
 * @param thrown - What `handleError` was given.
 * @example
 * ```ts
 * import type { ErrorHandler } from '@angular/core';
 * import { janusErrorIn } from 'rxjs-janus/angular';
 *
 * class Reporter implements ErrorHandler {
 *   handleError(thrown: unknown): void {
 *     const error = janusErrorIn(thrown);
 *     // Neither tokens nor secrets are in a message.
 *     if (error) console.warn(error.kind, error.message);
 *     else console.error(thrown);
 *   }
 * }
 * ```
 */
export const janusErrorIn = (thrown: unknown): JanusClientError | undefined => inside(thrown, DEPTH);

const inside = (thrown: unknown, depth: number): JanusClientError | undefined => {
  if (isJanusError(thrown)) return thrown;
  if (depth === 0 || typeof thrown !== 'object' || thrown === null) return undefined;
  const wrapped = thrown as Readonly<Partial<Record<(typeof WRAPS)[number], unknown>>>;
  return WRAPS.map((name) => inside(wrapped[name], depth - 1)).find((error) => error !== undefined);
};
