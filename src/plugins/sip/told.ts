import type { StateInput } from '../../handle/plugin-state.js';
import { toldBy } from '../../handle/told.js';
import type { Jsep } from '../../protocol/jsep.js';
import { readSipEvent } from './sip-event.js';

/** What any of the events may tell of state; by what is there the arms of their union are told apart. */
export interface SipFacts {
  readonly kind?: string;
  readonly call_id?: string | undefined;
  readonly jsep?: Jsep;
  /** Who is named: the peer of a call, or the user of a registration. */
  readonly username?: string;
  readonly displayname?: string;
  readonly code?: number;
  readonly reason?: string;
  readonly register_sent?: boolean;
  readonly master_id?: number;
  readonly notify?: string;
  readonly content?: string;
  /** Who was called, by the request that this answers. */
  readonly called?: string | undefined;
}

/** What an event or an answer tells of state. */
export const factsOf = (input: Exclude<StateInput, { readonly kind: 'refused' }>): SipFacts => {
  if (input.kind === 'event') return toldBy(input.event, readSipEvent) ?? {};
  const { uri: called } = input.body as { readonly uri?: string };
  return { ...readSipEvent(input.reply), called };
};
