import { LONGEST_MS, isDuration } from '../internal/duration.js';
import { InvalidArgumentError } from './input-errors.js';

/** @throws {@link InvalidArgumentError} for a time in milliseconds that is given, and cannot be waited for. */
export const checkDuration = (name: string, value: unknown): void => {
  if (value !== undefined && !isDuration(value))
    throw new InvalidArgumentError(name, `a number of milliseconds above 0 and up to ${LONGEST_MS}`, value);
};

/** @throws {@link InvalidArgumentError} for a word that is none of the choices. */
export const checkChoice = (name: string, value: unknown, ...choices: readonly string[]): void => {
  if (!choices.some((choice) => choice === value))
    throw new InvalidArgumentError(name, choices.map((choice) => `"${choice}"`).join(' or '), value);
};
