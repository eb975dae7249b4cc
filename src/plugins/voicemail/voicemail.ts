import type { Observable } from 'rxjs';
import type { MessageOptions } from '../../handle/handle.js';
import { type HandleOf, definePlugin } from '../../handle/plugin.js';
import type { Jsep } from '../../protocol/jsep.js';
import { type Answer$, type BareVerbs, bareVerb } from '../common/methods.js';
import { VOICEMAIL_ERROR } from './errors.js';
import {
  VOICEMAIL_STATE,
  type VoiceMailEvent,
  type VoiceMailRecording,
  readVoiceMailEvent,
} from './state.js';
import { VOICEMAIL_VERBS, type VoiceMailVerbs } from './verbs.js';

const bare = bareVerb as BareVerbs<VoiceMailVerbs>;

/**
 * The VoiceMail plugin: records ten seconds of Opus, and tells where they can be fetched. Until Janus 1.1.2: later
 * servers have none, and attaching to it errors with 460.
 *
 * @example
 * ```ts
 * import { merge, switchMap } from 'rxjs';
 * import { type Jsep, create$, webSocketTransport } from 'rxjs-janus';
 * import { voiceMail } from 'rxjs-janus/voicemail';
 *
 * declare const offer: Jsep; // of your RTCPeerConnection, audio alone
 *
 * const message$ = create$(webSocketTransport({ url: 'wss://janus.example/ws' })).pipe(
 *   switchMap((session) => session.attach$(voiceMail)),
 *   switchMap((mail) => merge(mail.recording$, mail.record$(offer))),
 * );
 * ```
 * @see https://github.com/meetecho/janus-gateway/blob/v1.1.2/src/plugins/janus_voicemail.c
 */
export const voiceMail = definePlugin<VoiceMailVerbs>()({
  package: 'janus.plugin.voicemail',
  verbs: VOICEMAIL_VERBS,
  errors: VOICEMAIL_ERROR,
  state: VOICEMAIL_STATE,
  read: readVoiceMailEvent,
  methods: {
    /**
     * Replays the newest: where the recording stands, asked for after a gap. Completes and errors as `event$` does.
     */
    get recording$(): Observable<VoiceMailRecording> {
      return this.state$;
    },
    /** Hot: what the plugin says unasked, told apart by `kind`. Completes and errors as `event$` does. */
    get mailEvent$(): Observable<VoiceMailEvent> {
      return this.told$;
    },
    /**
     * Records, from when the media of that offer is up. Emits once, with the answer in `jsep`, and completes. Errors with
     * {@link PluginError}: 465 when it records already, 466 when the server cannot write.
     */
    record$(offer: Jsep, options?: MessageOptions): Answer$<VoiceMailVerbs, 'record'> {
      return this.request$('record', {}, { ...options, jsep: offer });
    },
    /** Ends the recording before its ten seconds. Emits once, with where it can be fetched, and completes. */
    stop$: bare('stop'),
  },
});

/** A handle of the VoiceMail plugin. */
export type VoiceMailHandle = HandleOf<typeof voiceMail>;
