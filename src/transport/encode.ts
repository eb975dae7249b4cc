import { InvalidArgumentError } from '../errors/input-errors.js';
import type { OutgoingRequest } from '../protocol/requests.js';

/** What goes into each request beside what it says. */
export interface Given {
  /** The token. */
  readonly token?: string;
  /** The api secret. */
  readonly apisecret?: string;
}

const json = (request: OutgoingRequest): string => {
  try {
    return JSON.stringify(request);
  } catch {
    throw new InvalidArgumentError('a request', 'plain JSON', request);
  }
};

/**
 * A writer of request frames that adds token and secret as text: no copy of each request is made for them.
 * It throws {@link InvalidArgumentError} for what is no JSON (a circle, a BigInt).
 */
export const encoder = (credentials: Given): ((request: OutgoingRequest) => string) => {
  const added = JSON.stringify(credentials).slice(1, -1);
  return added === '' ? json : (request) => `${json(request).slice(0, -1)},${added}}`;
};
