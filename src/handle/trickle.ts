import type { Candidate } from '../protocol/jsep.js';
import type { RequestBody } from '../protocol/requests.js';
import type { Trickle } from './handle.js';

const isMany = (candidate: Trickle): candidate is readonly Candidate[] => Array.isArray(candidate);

/** What a `trickle` says of one candidate, of several, or of their end. */
export const trickled = (candidate: Trickle): Partial<RequestBody> => {
  if (candidate === null) return { candidate: { completed: true } };
  return isMany(candidate) ? { candidates: candidate } : { candidate };
};
