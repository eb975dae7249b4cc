/** The longest time that the timers of JavaScript can wait, milliseconds; they take a longer one for 1 ms. */
export const LONGEST_MS = 2 ** 31 - 1;

/** Whether a value is a time that can be waited for, milliseconds. */
export const isDuration = (value: unknown): value is number =>
  typeof value === 'number' && value > 0 && value <= LONGEST_MS;
