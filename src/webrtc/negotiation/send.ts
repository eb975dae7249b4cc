import type { ObservableInput } from 'rxjs';
import type { Jsep } from '../../protocol/jsep.js';

/** What is known of a description of ours beside itself. */
export interface SendContext {
  /** How many of its kind came before it on this PeerConnection: some plugins take the first by another verb. */
  readonly nth: number;
  /** Whether it is an offer that restarts ICE. */
  readonly restart: boolean;
}

/**
 * Takes a description of ours to the server: a method of a plugin, as a rule. Of what it gives for an offer, the first value
 * with an answer as `jsep` is the answer.
 */
export type Send<T> = (jsep: Jsep, context: SendContext) => ObservableInput<T>;

/** The description of one type in what a plugin said, if there is one. */
export const jsepIn = (value: unknown, type: Jsep['type']): Jsep | undefined => {
  const { jsep } = (value ?? {}) as { readonly jsep?: Jsep };
  return jsep?.type === type ? jsep : undefined;
};
