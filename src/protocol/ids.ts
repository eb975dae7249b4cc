import { InvalidArgumentError } from '../errors/input-errors.js';

/** Whether something is an id as the server makes them: JSON integers, and JavaScript loses digits from 2^53 on. */
export const isId = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;

/** @throws {@link InvalidArgumentError} for what is no id. */
export const checkId = (argument: string, value: unknown): void => {
  if (!isId(value)) throw new InvalidArgumentError(argument, 'a positive integer below 2^53', value);
};

/**
 * A source of transaction ids that no other client has: the answer to an asynchronous request goes to
 * the session's owner, whoever asked, so that two clients must not use the same ones.
 */
export const transactionIds = (): (() => string) => {
  const prefix = `${Math.random().toString(36).slice(2, 10)}-`;
  let count = 0;
  return () => prefix + (count++).toString(36);
};
