import { type Observable, filter } from 'rxjs';
import type { MessageOptions } from '../../handle/handle.js';
import { type HandleOf, definePlugin } from '../../handle/plugin.js';
import type { PluginState } from '../../handle/plugin-state.js';
import { membership } from '../common/membership.js';
import { type Answer$, type AsVerb, type BareVerbs, asVerb, bareVerb } from '../common/methods.js';
import { type BridgeEvent, readBridgeEvent } from './bridge-event.js';
import {
  type BridgeState,
  NOWHERE,
  type Place,
  type RoomEnd,
  find,
  loadBridge,
  saveBridge,
} from './bridge-state.js';
import { AUDIOBRIDGE_ERROR } from './errors.js';
import { foldBridge } from './fold.js';
import type { Membership } from './membership.js';
import type { Participant } from './participant.js';
import { AUDIOBRIDGE_VERBS, type AudioBridgeVerbs } from './verbs.js';

const state: PluginState<BridgeState> = {
  initial: NOWHERE,
  fold: foldBridge,
  resync: ({ place }) => place && { verb: 'listparticipants', fields: { room: place.room } },
  save: saveBridge,
  load: loadBridge,
};

const as = asVerb as AsVerb<AudioBridgeVerbs>;
const bare = bareVerb as BareVerbs<AudioBridgeVerbs>;

/**
 * The AudioBridge plugin: rooms in which the server mixes what everybody says.
 *
 * A handle in a room knows who else is there and who is muted or talks, and is right again after every gap: it asks
 * the server, and tells the difference. Whom the server puts out it tells nothing unless a PeerConnection is up or they
 * are kicked.
 *
 * @example
 * ```ts
 * import { merge, switchMap } from 'rxjs';
 * import { type Jsep, create$, webSocketTransport } from 'rxjs-janus';
 * import { audioBridge } from 'rxjs-janus/audiobridge';
 *
 * declare const offer: Jsep; // of your RTCPeerConnection, audio alone
 *
 * const told$ = create$(webSocketTransport({ url: 'wss://janus.example/ws' })).pipe(
 *   switchMap((session) => session.attach$(audioBridge)),
 *   switchMap((bridge) =>
 *     merge(
 *       bridge.talking$,
 *       bridge.join$({ room: 1234, display: 'Ada' }).pipe(
 *         switchMap(() => bridge.configure$({ muted: false }, { jsep: offer })), // the answer comes as jsep
 *       ),
 *     ),
 *   ),
 * );
 * ```
 * @see https://janus.conf.meetecho.com/docs/audiobridge.html
 */
export const audioBridge = definePlugin<AudioBridgeVerbs>()({
  package: 'janus.plugin.audiobridge',
  verbs: AUDIOBRIDGE_VERBS,
  errors: AUDIOBRIDGE_ERROR,
  state,
  read: readBridgeEvent,
  methods: {
    /** Replays the newest: where this handle is, `undefined` in no room. Completes and errors as `event$` does. */
    get place$(): Observable<Place | undefined> {
      return this.part$(({ place }) => place);
    },
    /**
     * Replays the newest: how this handle came to be in its room no more. Emits nothing before that, nor when it goes
     * into another room by `changeRoom$`; completes and errors as `event$` does. The handle lives on, and may join again.
     */
    get ended$(): Observable<RoomEnd> {
      return this.part$(({ end }) => end).pipe(filter((end) => !!end));
    },
    /** Replays the newest: everybody else in the room. Completes and errors as `event$` does. */
    get participants$(): Observable<readonly Participant[]> {
      return this.part$(({ all, place }) => all.filter(({ id }) => id !== place?.id));
    },
    /** Replays the newest: oneself, as the others see one; `undefined` in no room. Completes and errors as `event$` does. */
    get self$(): Observable<Participant | undefined> {
      return this.part$((now) => now.place && find(now, now.place.id));
    },
    /**
     * Replays the newest: those who talk, oneself too, in a room with `audiolevel_event`. Completes and errors as
     * `event$` does.
     */
    get talking$(): Observable<readonly Participant[]> {
      return this.part$(({ all }) => all.filter(({ talking }) => talking));
    },
    /**
     * Emits each who comes to be in `participants$` or goes from it, once, whether it was heard or found out after a
     * gap. Begins with the first difference after the subscription. Completes and errors as `event$` does.
     */
    get membership$(): Observable<Membership> {
      return this.participants$.pipe(membership('id'));
    },
    /** Hot: what the plugin says unasked, told apart by `kind`. Completes and errors as `event$` does. */
    get bridgeEvent$(): Observable<BridgeEvent> {
      return this.told$;
    },
    /**
     * Goes into a room. Emits the answer once and completes: with `rtp` in it when asked for plain RTP, with an offer
     * or answer in `jsep` when one was asked for or brought. Errors with {@link PluginError}: 485 when there is no such
     * room, 489 with a wrong pin, 490 when the id is taken, 494 without such a group, 491 when this handle is in a room:
     * after a drop it says that it is in and the answer is lost; `leave$` and join again then.
     */
    join$: as('join'),
    /**
     * Changes how one is heard; with an offer in `options.jsep`, negotiates. Emits once, with the answer in `jsep`, and
     * completes. Errors with {@link PluginError}: 487 outside a room, 493 with a description that is none.
     */
    configure$: as('configure'),
    /**
     * Mutes oneself. Emits once and completes. Errors with {@link PluginError} 487 outside a room.
     *
     * @param muted - Whether; `false` to be heard again.
     */
    mute$(muted = true, options?: MessageOptions): Answer$<AudioBridgeVerbs, 'configure'> {
      return this.request$('configure', { muted }, options);
    },
    /**
     * Goes into another room with the PeerConnection that is up, heard there unless `muted` says otherwise. Emits once
     * and completes. Errors with {@link PluginError} as `join$` does, with 487 outside a room, with 491 in that room.
     * A wrong `secret` or `group` here makes the whole plugin of Janus 1.1.2 hang.
     */
    changeRoom$: as('changeroom'),
    /** Leaves the room; the PeerConnection stays, for the next one. Emits once and completes. Errors with 487 outside. */
    leave$: bare('leave'),
    /**
     * Puts somebody out. Emits once and completes. Errors with {@link PluginError} 492 when there is nobody of that id.
     * Janus 1.1.2 kicks a handle without PeerConnection, or with plain RTP, once; the second time it stays in.
     */
    kick$: as('kick'),
    /**
     * Plays a file of the server's to a room. Emits once, with its id, and completes; events `'announcement-…'` tell when
     * it begins and ends. Errors with {@link PluginError}: 499 when it cannot be read, 490 when the id is taken.
     */
    playFile$: as('play_file'),
    /**
     * Sends the mix of a room elsewhere by plain RTP, until `stop_rtp_forward` or the room's end. Emits once, with the
     * `stream_id` to stop it by, and completes.
     */
    forward$: as('rtp_forward'),
  },
});

/** A handle of the AudioBridge plugin. */
export type AudioBridgeHandle = HandleOf<typeof audioBridge>;
