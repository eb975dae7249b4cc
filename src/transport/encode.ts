import type { OutgoingRequest } from '../protocol/requests.js';
import type { Credentials } from './options.js';

/** A writer of request frames that adds token and secret as text: no copy of each request is made for them. */
export const encoder = (credentials: Credentials): ((request: OutgoingRequest) => string) => {
  const added = JSON.stringify(credentials).slice(1, -1);
  return added === '' ? JSON.stringify : (request) => `${JSON.stringify(request).slice(0, -1)},${added}}`;
};
