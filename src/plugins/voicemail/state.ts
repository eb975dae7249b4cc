import type { PluginEvent, PluginPayload } from '../../handle/events.js';
import type { RefusedEvent, UnknownEvent } from '../../handle/told.js';
import type { PluginState, StateInput } from '../../handle/plugin-state.js';

/** Where the recording of a VoiceMail handle stands. */
export type VoiceMailRecording =
  | { readonly kind: 'idle' }
  | {
      /** The offer is answered, and media is awaited. */
      readonly kind: 'starting';
    }
  | {
      /** Media has come up: ten seconds are left. */
      readonly kind: 'recording';
    }
  | {
      readonly kind: 'done';
      /** Where it can be fetched; left out when a gap took that. */
      readonly recording?: string;
    };

/** What the VoiceMail plugin says unasked. */
export type VoiceMailEvent =
  | { readonly kind: 'started' }
  | { readonly kind: 'done'; readonly recording?: string }
  | RefusedEvent
  | UnknownEvent;

const INVALID_STATE = 468;

/** What data of the plugin's say of the recording. */
const told = ({ status, recording }: PluginPayload): VoiceMailRecording | undefined => {
  if (status === 'starting') return { kind: 'starting' };
  if (status === 'done') return { kind: 'done', ...(typeof recording === 'string' && { recording }) };
  return status === 'started' || status === 'updating' ? { kind: 'recording' } : undefined;
};

/** What the plugin says; undefined when nobody knows. */
export const readVoiceMailEvent = ({ data }: PluginEvent): VoiceMailEvent | undefined => {
  const now = told(data);
  if (now?.kind === 'recording') return { kind: 'started' };
  return now?.kind === 'done' ? now : undefined;
};

const after = (state: VoiceMailRecording, input: StateInput): VoiceMailRecording | undefined => {
  switch (input.kind) {
    case 'reply':
      return told(input.reply.data);
    case 'refused':
      // Ten seconds have passed, or media is gone.
      return state.kind === 'recording' && input.error.code === INVALID_STATE ? { kind: 'done' } : undefined;
    case 'event':
      return input.event.kind === 'plugin' ? told(input.event.data) : undefined;
  }
};

const fold = (state: VoiceMailRecording, input: StateInput): VoiceMailRecording =>
  after(state, input) ?? state;

/** How the state of a VoiceMail handle is kept. */
export const VOICEMAIL_STATE: PluginState<VoiceMailRecording> = {
  initial: { kind: 'idle' },
  fold,
  // Without an offer it changes nothing, and is refused when nothing is recorded.
  resync: ({ kind }) => (kind === 'starting' || kind === 'recording' ? { verb: 'update' } : undefined),
  save: (state) => state,
  load: (saved) => ('kind' in saved ? (saved as VoiceMailRecording) : undefined),
};
