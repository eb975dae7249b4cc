import type { Observable } from 'rxjs';
import type { MessageOptions, Reply } from '../../handle/handle.js';
import { type HandleOf, definePlugin } from '../../handle/plugin.js';
import type { Jsep } from '../../protocol/jsep.js';
import { RECORDPLAY_ERROR } from './errors.js';
import { type RecordPlayEvent, readRecordPlayEvent } from './recordplay-event.js';
import type {
  DoneReply,
  ListReply,
  OkReply,
  PauseReply,
  PlayResult,
  RecordResult,
  StartResult,
  StopResult,
} from './replies.js';
import type { RecordFields } from './requests.js';
import { RECORDPLAY_STATE, type RecordPlayState } from './state.js';
import { RECORDPLAY_VERBS, type RecordPlayVerbs } from './verbs.js';

type Done$<R extends object> = Observable<Reply<DoneReply<R>>>;

/**
 * The Record&Play plugin: records what it is sent, and plays recordings. A handle does one of the two at a time.
 *
 * @example
 * ```ts
 * import { merge, switchMap } from 'rxjs';
 * import { type Jsep, create$, webSocketTransport } from 'rxjs-janus';
 * import { recordPlay } from 'rxjs-janus/recordplay';
 *
 * declare const offer: Jsep; // of your RTCPeerConnection
 *
 * const told$ = create$(webSocketTransport({ url: 'wss://janus.example/ws' })).pipe(
 *   switchMap((session) => session.attach$(recordPlay)),
 *   switchMap((tape) => merge(tape.activity$, tape.record$(offer, { name: 'A message' }))),
 * );
 * ```
 * @see https://janus.conf.meetecho.com/docs/recordplay.html
 */
export const recordPlay = definePlugin<RecordPlayVerbs>()({
  package: 'janus.plugin.recordplay',
  verbs: RECORDPLAY_VERBS,
  errors: RECORDPLAY_ERROR,
  state: RECORDPLAY_STATE,
  read: readRecordPlayEvent,
  methods: {
    /**
     * Replays the newest: what this handle does. After a gap the server is asked whether it still does. Completes and
     * errors as `event$` does.
     */
    get activity$(): Observable<RecordPlayState> {
      return this.state$;
    },
    /** Hot: what the plugin says unasked, told apart by `kind`. Completes and errors as `event$` does. */
    get recordPlayEvent$(): Observable<RecordPlayEvent> {
      return this.told$;
    },
    /** Lists the recordings that are complete. Emits once and completes. */
    list$(options?: MessageOptions): Observable<Reply<ListReply>> {
      return this.request$('list', {}, options);
    },
    /** Has the server look again for recordings in its folder. Emits once and completes. */
    update$(options?: MessageOptions): Observable<Reply<OkReply>> {
      return this.request$('update', {}, options);
    },
    /**
     * Records what the offer holds; while it does, another offer renegotiates. Emits once, with the answer as `jsep`, and
     * completes. Errors with {@link PluginError}, with 420 when the id is taken. May be sent again after a drop: the same
     * offer is then answered anew, and the recording is the same.
     */
    record$(jsep: Jsep, fields: RecordFields, options?: MessageOptions): Done$<RecordResult> {
      return this.request$('record', fields, { ...options, jsep });
    },
    /** Keeps what arrives from now on out of the recording. Emits once and completes. */
    pause$(options?: MessageOptions): Observable<Reply<PauseReply>> {
      return this.request$('pause', {}, options);
    },
    /** Ends a pause. Emits once and completes. */
    resume$(options?: MessageOptions): Observable<Reply<PauseReply>> {
      return this.request$('resume', {}, options);
    },
    /**
     * Asks to be played a recording. Emits once, with the offer as `jsep`, and completes; `answer$` takes the answer.
     * Errors with {@link PluginError}: 416 when there is no such recording, 417 when its files cannot be read.
     */
    play$(id: number, options?: MessageOptions): Done$<PlayResult> {
      return this.request$('play', { id }, options);
    },
    /** Answers the offer of `play$`, which starts it. Emits once and completes. Errors with 418 without such an offer. */
    answer$(jsep: Jsep, options?: MessageOptions): Done$<StartResult> {
      return this.request$('start', {}, { ...options, jsep });
    },
    /** Ends recording or playing, and the PeerConnection. Emits once and completes. */
    stop$(options?: MessageOptions): Done$<StopResult> {
      return this.request$('stop', {}, options);
    },
  },
});

/** A handle of the Record&Play plugin. */
export type RecordPlayHandle = HandleOf<typeof recordPlay>;
