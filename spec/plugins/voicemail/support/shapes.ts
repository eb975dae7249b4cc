// What the answers and events of the VoiceMail plugin hold.
import { type VoiceMailEvent, type VoiceMailVerbs } from 'rxjs-janus/voicemail';
import { type ReplyShapes, type ShapeOf } from '../../support/shape.js';

export const REPLIES = {
  record: { voicemail: '=event', status: '=starting|started' },
  update: { voicemail: '=event', status: '=updating' },
  stop: { voicemail: '=event', status: '=done', 'recording?': 'string' },
} as const satisfies ReplyShapes<Pick<VoiceMailVerbs, keyof VoiceMailVerbs>>;

type Told<K extends VoiceMailEvent['kind']> = ShapeOf<Extract<VoiceMailEvent, { readonly kind: K }>>;

/** What comes unasked, by its kind. */
export const EVENTS = {
  started: { kind: '=started' } satisfies Told<'started'>,
  done: { kind: '=done', 'recording?': 'string' } satisfies Told<'done'>,
} as const;
