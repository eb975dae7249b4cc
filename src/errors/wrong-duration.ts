import { LONGEST_MS, isDuration } from '../internal/duration.js';
import { InvalidArgumentError } from './input-errors.js';

/** What is wrong with a time in milliseconds, if it is given and anything is. */
export const wrongDuration = (name: string, value: unknown): InvalidArgumentError | undefined =>
  value === undefined || isDuration(value)
    ? undefined
    : new InvalidArgumentError(name, `a number of milliseconds above 0 and up to ${LONGEST_MS}`, value);
