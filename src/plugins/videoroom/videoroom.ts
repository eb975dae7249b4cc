import { type Observable, filter } from 'rxjs';
import type { MessageOptions, Reply } from '../../handle/handle.js';
import { type HandleOf, definePlugin } from '../../handle/plugin.js';
import type { Jsep } from '../../protocol/jsep.js';
import { membership } from '../common/membership.js';
import { type AsVerb, type BareVerbs, asVerb, bareVerb } from '../common/methods.js';
import type { RoomId } from '../common/room-fields.js';
import { VIDEOROOM_ERROR } from './errors.js';
import type { Membership } from './membership.js';
import type { Participant, Publisher } from './participant.js';
import type { AttachedReply, ConfiguredReply, JoinedReply, StartedReply } from './replies.js';
import type { JoinFields, PublishFields, WatchFields } from './requests.js';
import { type RoomEvent, readRoomEvent } from './room-event.js';
import type { ParticipantsReply } from './room-replies.js';
import type { Place, RoomEnd } from './room-state.js';
import { ROOM_STATE } from './state.js';
import type { SubscribedStream } from './streams.js';
import { VIDEOROOM_VERBS, type VideoRoomVerbs } from './verbs.js';

const as = asVerb as AsVerb<VideoRoomVerbs>;
const bare = bareVerb as BareVerbs<VideoRoomVerbs>;

/**
 * The VideoRoom plugin: rooms in which some publish and others subscribe.
 *
 * A handle that joined knows who else is there, and is right again after every gap: it asks the server, and tells
 * the difference.
 *
 * @example
 * ```ts
 * import { merge, switchMap } from 'rxjs';
 * import { create$, webSocketTransport } from 'rxjs-janus';
 * import { videoRoom } from 'rxjs-janus/videoroom';
 *
 * const told$ = create$(webSocketTransport({ url: 'wss://janus.example/ws' })).pipe(
 *   switchMap((session) => session.attach$(videoRoom)),
 *   switchMap((room) => merge(room.membership$, room.join$({ room: 1234, display: 'Ada' }))),
 * );
 * ```
 * @see https://janus.conf.meetecho.com/docs/videoroom.html
 */
export const videoRoom = definePlugin<VideoRoomVerbs>()({
  package: 'janus.plugin.videoroom',
  verbs: VIDEOROOM_VERBS,
  errors: VIDEOROOM_ERROR,
  state: ROOM_STATE,
  read: readRoomEvent,
  methods: {
    /** Replays the newest: where this handle is, `undefined` in no room. Completes and errors as `event$` does. */
    get place$(): Observable<Place | undefined> {
      return this.part$(({ place }) => place);
    },
    /**
     * Replays the newest: how this handle came to be in its room no more. Emits nothing before that; completes and errors
     * as `event$` does. The handle lives on, and may join again after `'kicked'` by attaching another one.
     */
    get ended$(): Observable<RoomEnd> {
      return this.part$(({ end }) => end).pipe(filter((end) => !!end));
    },
    /**
     * Replays the newest: everybody else in the room. In a room without `notify_joining` the server is silent about
     * those who have not published since one joined, and they are not listed. Completes and errors as `event$` does.
     */
    get participants$(): Observable<readonly Participant[]> {
      return this.part$(({ participants }) => participants);
    },
    /** Replays the newest: those of `participants$` whose media is up. Completes and errors as `event$` does. */
    get publishers$(): Observable<readonly Publisher[]> {
      return this.part$(
        ({ participants }) => participants.filter(({ publishing }) => publishing) as readonly Publisher[],
      );
    },
    /**
     * Replays the newest: those of `participants$` who talk, where the room tells (`audiolevel_event`). Completes and
     * errors as `event$` does.
     */
    get talking$(): Observable<readonly Participant[]> {
      return this.part$(({ participants }) => participants.filter(({ talking }) => talking));
    },
    /**
     * Replays the newest: what a subscriber is subscribed to, by m-line. After a gap the streams of those who publish no
     * more are `active: false`; the offer that came with that is lost, and another handle is the way to a PeerConnection
     * that agrees. Completes and errors as `event$` does.
     */
    get subscriptions$(): Observable<readonly SubscribedStream[]> {
      return this.part$(({ subscriptions }) => subscriptions);
    },
    /**
     * Emits each who comes to be in `participants$` or goes from it, once, whether it was heard or found out after a
     * gap. Begins with the first difference after the subscription. Completes and errors as `event$` does.
     */
    get membership$(): Observable<Membership> {
      return this.participants$.pipe(membership('id'));
    },
    /** Hot: what the plugin says unasked, told apart by `kind`. Completes and errors as `event$` does. */
    get roomEvent$(): Observable<RoomEvent> {
      return this.told$;
    },
    /**
     * Joins a room as somebody who may publish, and need not. Emits the answer once and completes. Errors with
     * {@link PluginError}: 426 when there is no such room, 433 with a wrong pin, 436 when the id is taken, 425 when
     * this handle has joined before. A handle joins once: 425 after a drop says that it is in and the answer is lost;
     * attach another one then.
     */
    join$(fields: JoinFields, options?: MessageOptions): Observable<Reply<JoinedReply>> {
      return this.request$('join', { ...fields, ptype: 'publisher' }, options) as Observable<
        Reply<JoinedReply>
      >;
    },
    /**
     * Joins a room as a subscriber, on a handle of its own. Emits once, with the offer in `jsep`, and completes;
     * `answer$` takes the answer. Nobody in the room is told. Errors with {@link PluginError}: 428 when nobody publishes
     * that, 425 when this handle has joined before: after a drop the offer is lost then, and another handle is the way
     * out.
     */
    watch$(fields: WatchFields, options?: MessageOptions): Observable<Reply<AttachedReply>> {
      return this.request$('join', { ...fields, ptype: 'subscriber' }, options) as Observable<
        Reply<AttachedReply>
      >;
    },
    /** Answers the offer of `watch$`, or of an event `'updated'`. Emits once when the server has it, and completes. */
    answer$(jsep: Jsep, options?: MessageOptions): Observable<Reply<StartedReply>> {
      return this.request$('start', {}, { ...options, jsep });
    },
    /**
     * Publishes what the offer holds. Emits once, with the answer in `jsep`, and completes; the others are told when
     * the media is up. Errors with {@link PluginError}: 432 when enough publish, 434 when this one does.
     */
    publish$(
      jsep: Jsep,
      fields?: PublishFields,
      options?: MessageOptions,
    ): Observable<Reply<ConfiguredReply>> {
      return this.request$('publish', fields as PublishFields, { ...options, jsep });
    },
    /** Stops publishing and stays in the room. Emits once and completes. Errors with 435 when nothing is published. */
    unpublish$: bare('unpublish'),
    /**
     * Changes what is published, or how it is received; with an offer, renegotiates. Emits once and completes. Errors
     * with {@link RequestTimeoutError} where a subscriber asks for a restart while an offer is out.
     */
    configure$: as('configure'),
    /** Leaves the room, for good: the handle joins no other. Emits once and completes. */
    leave$: bare('leave'),
    /**
     * Changes a subscription: takes streams into it and out of it, in one renegotiation. Emits once, with the offer in
     * `jsep` where one is needed, and completes; `'updating'` says that the change comes as an event, behind the answer
     * to the offer that is out. Errors with 428 when nobody publishes that.
     */
    update$: as('update'),
    /** Gets other streams of the same codecs in the place of some. Emits once and completes. Errors with 428. */
    switch$: as('switch'),
    /** Has nothing sent until `request$('start')`. Emits once and completes. */
    pause$: bare('pause'),
    /** Puts somebody out. Emits once and completes. Errors with 428 when they are not there, 433 with a wrong secret. */
    kick$: as('kick'),
    /** Mutes a stream for all, or lets it be heard again. Emits once and completes. Errors as `kick$` does. */
    moderate$: as('moderate'),
    /**
     * Sends a publisher's media elsewhere, as plain RTP. Emits once and completes; `stop_rtp_forward` ends it, or the
     * publisher's leaving. Errors with 428 when nobody publishes under that id.
     */
    forward$: as('rtp_forward'),
    /** Asks who is in a room, the silent ones too. Emits once and completes. */
    listParticipants$(room: RoomId, options?: MessageOptions): Observable<Reply<ParticipantsReply>> {
      return this.request$('listparticipants', { room }, options);
    },
  },
});

/** A handle of the VideoRoom plugin. */
export type VideoRoomHandle = HandleOf<typeof videoRoom>;
