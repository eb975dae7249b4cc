import { InvalidArgumentError } from '../errors/input-errors.js';

/** What is wrong with an id, or undefined: Janus wants JSON integers, and JavaScript loses digits from 2^53 on. */
export const wrongId = (argument: string, value: unknown): InvalidArgumentError | undefined =>
  Number.isSafeInteger(value) && (value as number) > 0
    ? undefined
    : new InvalidArgumentError(argument, 'a positive integer below 2^53', value);

/** Whether something is an id as the server makes them. */
export const isId = (value: unknown): value is number => wrongId('', value) === undefined;

/**
 * A source of transaction ids that no other client has: the answer to an asynchronous request goes to
 * the session's owner, whoever asked, so that two clients must not use the same ones.
 */
export const transactionIds = (): (() => string) => {
  const prefix = `${Math.random().toString(36).slice(2, 10)}-`;
  let count = 0;
  return () => prefix + (count++).toString(36);
};
