import type { PluginVerbRule } from '../../handle/plugin.js';
import { ASYNC } from '../common/rules.js';
import type { Verb } from '../common/verb.js';

/** What the VoiceMail plugin says, in answers and unasked. */
export interface VoiceMailReply<S extends string = string> {
  /** Always `'event'`. */
  readonly voicemail: 'event';
  /** What it does: `'starting'`, `'started'`, `'updating'` or `'done'`. */
  readonly status: S;
}

/** The answer of `stop`. */
export interface VoiceMailDone extends VoiceMailReply<'done'> {
  /** Where the recording can be fetched, by the server's configuration. */
  readonly recording?: string;
}

/** The verbs of the VoiceMail plugin. */
export type VoiceMailVerbs = Readonly<{
  /** Records; the offer of audio goes along, the answer comes back. */
  record: Verb<object, VoiceMailReply<'starting' | 'started'>>;
  /** Renegotiates while it records; the offer goes along. */
  update: Verb<object, VoiceMailReply<'updating'>>;
  /** Ends the recording before its ten seconds. */
  stop: Verb<object, VoiceMailDone>;
}>;

/** What is fixed about them; `ends` are the kinds of event that tell the outcome of what an answer says has begun. */
export const VOICEMAIL_VERBS = {
  // 465 the second time: the first run records, and its answer is lost.
  record: { ...ASYNC, ends: ['done'] },
  update: ASYNC,
  stop: ASYNC,
} as const satisfies Readonly<Record<keyof VoiceMailVerbs, PluginVerbRule>>;
