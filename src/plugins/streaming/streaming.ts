import {
  EMPTY,
  type Observable,
  catchError,
  distinctUntilChanged,
  ignoreElements,
  last,
  map,
  merge,
  of,
  switchMap,
  takeUntil,
} from 'rxjs';
import type { MessageOptions, Reply } from '../../handle/handle.js';
import { type HandleOf, definePlugin } from '../../handle/plugin.js';
import type { Jsep } from '../../protocol/jsep.js';
import type { CreateFields } from './create.js';
import { STREAMING_ERROR } from './errors.js';
import type { Mountpoint, MountpointId } from './mountpoint.js';
import type {
  ConfigureResult,
  CreatedReply,
  InfoReply,
  ListReply,
  PauseResult,
  StartResult,
  StopResult,
  SwitchResult,
  ViewerReply,
  WatchResult,
} from './replies.js';
import type { ConfigureFields, WatchFields } from './requests.js';
import { STREAMING_STATE, type StreamStatus } from './state.js';
import { type StreamingEvent, readStreamingEvent } from './streaming-event.js';
import { STREAMING_VERBS, type StreamingVerbs } from './verbs.js';

type Viewed$<R extends object> = Observable<Reply<ViewerReply<R>>>;

/**
 * The Streaming plugin: mountpoints, fed by RTP, a file or an RTSP server, and those who watch them. A handle watches one
 * at a time.
 *
 * @example
 * ```ts
 * import { switchMap } from 'rxjs';
 * import { type Jsep, create$, webSocketTransport } from 'rxjs-janus';
 * import { streaming } from 'rxjs-janus/streaming';
 *
 * declare const answerTo: (offer: Jsep | undefined) => Promise<Jsep>; // by your RTCPeerConnection
 *
 * const status$ = create$(webSocketTransport({ url: 'wss://janus.example/ws' })).pipe(
 *   switchMap((session) => session.attach$(streaming)),
 *   switchMap((viewer) =>
 *     viewer.watch$({ id: 1 }).pipe(
 *       switchMap(({ jsep }) => answerTo(jsep)),
 *       switchMap((answer) => viewer.answer$(answer)),
 *       switchMap(() => viewer.status$), // starting, started, and how it ends
 *     ),
 *   ),
 * );
 * ```
 * @see https://janus.conf.meetecho.com/docs/streaming.html
 */
export const streaming = definePlugin<StreamingVerbs>()({
  package: 'janus.plugin.streaming',
  verbs: STREAMING_VERBS,
  errors: STREAMING_ERROR,
  state: STREAMING_STATE,
  read: readStreamingEvent,
  methods: {
    /**
     * Replays the newest: where watching stands. After a gap the server is asked whether it goes on. Completes and errors
     * as `event$` does.
     */
    get status$(): Observable<StreamStatus> {
      return this.part$(({ status }) => status);
    },
    /**
     * Replays the newest: what is watched, `undefined` when nothing is; first by its id alone, then as the server
     * describes it. Each subscription asks for that, and again after a switch and a gap. The server tells no viewer when a
     * mountpoint is disabled, or edited without `edited_event`. Completes and errors as `event$` does.
     */
    get mountpoint$(): Observable<Mountpoint | undefined> {
      const known$ = this.state$.pipe(
        map(({ mountpoint }) => mountpoint),
        distinctUntilChanged(),
      );
      const asked$ = known$.pipe(
        map((mountpoint) => mountpoint?.id),
        distinctUntilChanged(),
        switchMap((id) => (id === undefined ? EMPTY : merge(of(id), this.gap$.pipe(map(() => id))))),
        // The answer finds its way into the state by itself, as a refusal does.
        switchMap((id) => this.request$('info', { id }).pipe(catchError(() => EMPTY))),
        ignoreElements(),
        takeUntil(known$.pipe(last())),
      );
      return merge(known$, asked$);
    },
    /** Hot: what the plugin says unasked, told apart by `kind`. Completes and errors as `event$` does. */
    get streamingEvent$(): Observable<StreamingEvent> {
      return this.told$;
    },
    /** Lists the mountpoints that are not private. Emits once and completes. */
    list$(options?: MessageOptions): Observable<Reply<ListReply>> {
      return this.request$('list', {}, options);
    },
    /**
     * Asks for all of one mountpoint. Emits once and completes. Errors with 455 when there is none.
     *
     * @param id - Which.
     * @param secret - Its secret: ports, viewers and secrets are told to who knows it.
     */
    info$(id: MountpointId, secret?: string, options?: MessageOptions): Observable<Reply<InfoReply>> {
      return this.request$('info', { id, ...(secret !== undefined && { secret }) }, options);
    },
    /**
     * Makes a mountpoint of the `type` given. Emits once, for `rtp` with the ports it listens on, and completes. Errors with
     * {@link PluginError}: 456 when it cannot be made or the id is taken, 457 with a wrong `admin_key`.
     */
    create$(mountpoint: CreateFields, options?: MessageOptions): Observable<Reply<CreatedReply>> {
      return this.request$('create', mountpoint, options);
    },
    /**
     * Asks to watch. Emits once, with the offer as `jsep`, and completes; `answer$` takes the answer. Errors with
     * {@link PluginError}: 455 when there is no such mountpoint, 457 with a wrong pin, 460 when this handle watches
     * already: after a drop that says that the offer is lost, and `restart: true` brings another. After an end take
     * another handle, or wait for `hangup` on `event$`: until then the server frees the PeerConnection, and this one's
     * with it (Janus 1.1.2).
     */
    watch$(fields: WatchFields, options?: MessageOptions): Viewed$<WatchResult> {
      return this.request$('watch', fields, options);
    },
    /** Answers an offer of `watch$`. Emits once and completes; `status$` tells when media flows. Errors with 455. */
    answer$(jsep: Jsep, options?: MessageOptions): Viewed$<StartResult> {
      return this.request$('start', {}, { ...options, jsep });
    },
    /** Has nothing sent until `resume$`. Emits once and completes. Errors with 455 when nothing is watched. */
    pause$(options?: MessageOptions): Viewed$<PauseResult> {
      return this.request$('pause', {}, options);
    },
    /** Ends a pause. Emits once and completes. Errors with 455 when nothing is watched. */
    resume$(options?: MessageOptions): Viewed$<StartResult> {
      return this.request$('start', {}, options);
    },
    /** Changes what is sent of the streams. Emits once and completes. Errors with 455 when nothing is watched. */
    configure$(fields: ConfigureFields, options?: MessageOptions): Viewed$<ConfigureResult> {
      return this.request$('configure', fields, options);
    },
    /**
     * Watches another `rtp` mountpoint with the same streams, over the same PeerConnection. Emits once and completes.
     * Errors with 455, and with 458 when one of the two is none of type `rtp`.
     */
    switch$(id: MountpointId, options?: MessageOptions): Viewed$<SwitchResult> {
      return this.request$('switch', { id }, options);
    },
    /**
     * Ends watching and the PeerConnection. Emits once and completes; `status$` tells when it has ended. Until Janus 1.3.1
     * there is no answer before media flows: {@link RequestTimeoutError}; `hangup$` ends it then.
     */
    stop$(options?: MessageOptions): Viewed$<StopResult> {
      return this.request$('stop', {}, options);
    },
  },
});

/** A handle of the Streaming plugin. */
export type StreamingHandle = HandleOf<typeof streaming>;
