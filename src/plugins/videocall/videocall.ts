import { type Observable, switchMap, takeWhile } from 'rxjs';
import type { MessageOptions } from '../../handle/handle.js';
import { type HandleOf, definePlugin } from '../../handle/plugin.js';
import type { Jsep } from '../../protocol/jsep.js';
import { type Answer$, type AsVerb, type BareVerbs, asVerb, bareVerb } from '../common/methods.js';
import type { VideoCall } from './call.js';
import { VIDEOCALL_ERROR } from './errors.js';
import { type VideoCallEvent, readVideoCallEvent } from './event.js';
import { VIDEOCALL_STATE } from './state.js';
import { VIDEOCALL_VERBS, type VideoCallSetFields, type VideoCallVerbs } from './verbs.js';

const as = asVerb as AsVerb<VideoCallVerbs>;
const bare = bareVerb as BareVerbs<VideoCallVerbs>;

/**
 * The VideoCall plugin: calls between two who are registered by name. One handle is one user, with one call at a time.
 *
 * `call$` is right again after each gap, as to whether there is a call; an offer or answer that a gap took is lost, and a
 * call of ours that was taken in one is still `calling`.
 *
 * @example
 * ```ts
 * import { concat, ignoreElements, switchMap } from 'rxjs';
 * import { type Jsep, create$, webSocketTransport } from 'rxjs-janus';
 * import { videoCall } from 'rxjs-janus/videocall';
 *
 * declare const offer: Jsep; // of your RTCPeerConnection
 *
 * const call$ = create$(webSocketTransport({ url: 'wss://janus.example/ws' })).pipe(
 *   switchMap((session) => session.attach$(videoCall)),
 *   switchMap((user) =>
 *     concat(
 *       user.register$('ada').pipe(ignoreElements()),
 *       user.invite$('bob', offer), // calling, in-call with the answer as jsep
 *     ),
 *   ),
 * );
 * ```
 * @see https://janus.conf.meetecho.com/docs/videocall.html
 */
export const videoCall = definePlugin<VideoCallVerbs>()({
  package: 'janus.plugin.videocall',
  verbs: VIDEOCALL_VERBS,
  errors: VIDEOCALL_ERROR,
  state: VIDEOCALL_STATE,
  read: readVideoCallEvent,
  methods: {
    /** Replays the newest: the name that we are registered by, `undefined` before. Completes and errors as `event$` does. */
    get registration$(): Observable<string | undefined> {
      return this.part$(({ username }) => username);
    },
    /** Replays the newest: where the call stands. Completes and errors as `event$` does. */
    get call$(): Observable<VideoCall> {
      return this.part$(({ call }) => call);
    },
    /** Hot: what the plugin says unasked, told apart by `kind`. Completes and errors as `event$` does. */
    get callEvent$(): Observable<VideoCallEvent> {
      return this.told$;
    },
    /** Lists the names of all who are registered. Emits once and completes. */
    list$: bare('list'),
    /**
     * Registers by a name, for as long as the handle lives. Emits once and completes. Errors with {@link PluginError}: 476
     * when somebody has it, 477 when this handle has a name.
     */
    register$(username: string, options?: MessageOptions): Answer$<VideoCallVerbs, 'register'> {
      return this.request$('register', { username }, options);
    },
    /**
     * Calls. Emits each state of the call until it stands (`in-call`, with the answer as `jsep`) or has failed (`ended`), and
     * completes; `call$` tells the rest. It stays at `calling` when a gap took the answer: give it a time. Unsubscribing
     * leaves the call: `bye$` ends it. Errors with {@link PluginError}: 473 before one is registered, 478 when nobody is
     * called so, 480 in a call, which the plugin then hangs up.
     */
    invite$(username: string, offer: Jsep, options?: MessageOptions): Observable<VideoCall> {
      return this.request$('call', { username }, { ...options, jsep: offer }).pipe(
        switchMap(() => this.call$),
        takeWhile(({ kind }) => kind === 'calling', true),
      );
    },
    /** Takes an incoming call. Emits once when the caller is told, and completes. Errors with 481 when there is none any more. */
    accept$(answer: Jsep, options?: MessageOptions): Answer$<VideoCallVerbs, 'accept'> {
      return this.request$('accept', {}, { ...options, jsep: answer });
    },
    /**
     * Changes what is sent or got; with a session description, renegotiates: the other end's comes as `jsep` of `call$`.
     * Emits once and completes. Is sent again after a drop, unless a recording or a session description goes along.
     */
    set$(fields: VideoCallSetFields, options: MessageOptions = {}): Answer$<VideoCallVerbs, 'set'> {
      const idempotent = fields.record === undefined && options.jsep === undefined;
      return this.request$('set', fields, { idempotent, ...options });
    },
    /**
     * Ends the call, declines an incoming one or gives up ours. Emits once and completes, without a call too. Until `hangup` on
     * `event$` the media are being taken down, and the next call may be refused with 480 (Janus 1.1.2). Not to be taken for the
     * handle's `hangup$`, which ends the PeerConnection, and the call with it.
     */
    bye$: as('hangup'),
  },
});

/** A handle of the VideoCall plugin. */
export type VideoCallHandle = HandleOf<typeof videoCall>;
