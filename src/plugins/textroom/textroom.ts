import type { Observable } from 'rxjs';
import type { MessageOptions } from '../../handle/handle.js';
import { type HandleOf, definePlugin } from '../../handle/plugin.js';
import type { Jsep } from '../../protocol/jsep.js';
import { membership } from '../common/membership.js';
import { type Answer$, type BareVerbs, bareVerb } from '../common/methods.js';
import type { RoomId } from '../common/room-fields.js';
import { TEXTROOM, TEXTROOM_ERROR } from './errors.js';
import type { TextRoomMembership } from './membership.js';
import type { TextRoomParticipants } from './participants.js';
import { TEXTROOM_STATE } from './state.js';
import { TEXTROOM_VERBS, type TextRoomVerbs } from './verbs.js';

const bare = bareVerb as BareVerbs<TextRoomVerbs>;

/**
 * The TextRoom plugin: rooms in which text is said. Rooms are managed over the API; one is in them, and talks, over the
 * data channel that `setup$` and `answer$` make, with {@link textRoomTalk$}.
 *
 * @example
 * ```ts
 * import { concatMap, switchMap } from 'rxjs';
 * import { type Jsep, create$, webSocketTransport } from 'rxjs-janus';
 * import { textRoom } from 'rxjs-janus/textroom';
 *
 * declare const answerTo: (offer: Jsep | undefined) => Promise<Jsep>; // by your RTCPeerConnection
 *
 * const ready$ = create$(webSocketTransport({ url: 'wss://janus.example/ws' })).pipe(
 *   switchMap((session) => session.attach$(textRoom)),
 *   switchMap((room) =>
 *     room.setup$().pipe(
 *       concatMap(({ jsep }) => answerTo(jsep)),
 *       concatMap((answer) => room.answer$(answer)),
 *     ),
 *   ),
 * );
 * ```
 * @see https://janus.conf.meetecho.com/docs/textroom.html
 */
export const textRoom = definePlugin<TextRoomVerbs>()({
  package: TEXTROOM,
  verbs: TEXTROOM_VERBS,
  errors: TEXTROOM_ERROR,
  state: TEXTROOM_STATE,
  methods: {
    /**
     * Replays the newest: everybody in the room that `listParticipants$` asked about last, as of then, and as of the last
     * gap, after which the server is asked anew. Over the API it tells nothing unasked: {@link textRoomTalk$} does.
     * Completes and errors as `event$` does.
     */
    get participants$(): Observable<TextRoomParticipants> {
      return this.part$(({ participants }) => participants);
    },
    /**
     * Emits each who comes to be in `participants$` or goes from it, once. Begins with the first difference after the
     * subscription. Completes and errors as `event$` does.
     */
    get membership$(): Observable<TextRoomMembership> {
      return this.participants$.pipe(membership('username'));
    },
    /**
     * Asks for the PeerConnection of the data channel. Emits once, with the offer in `jsep`, and completes. Errors with
     * {@link PluginError}: 416 when the handle has asked before; `restart$` gives another offer then.
     */
    setup$: bare('setup'),
    /** Answers the offer of `setup$` or `restart$`. Emits once when the server has it, and completes. */
    answer$(jsep: Jsep, options?: MessageOptions): Answer$<TextRoomVerbs, 'ack'> {
      return this.request$('ack', {}, { ...options, jsep });
    },
    /** Restarts ICE. Emits once, with the offer in `jsep`, and completes. Errors with 416 before `setup$`. */
    restart$: bare('restart'),
    /** Asks who is in a room. Emits once and completes. Errors with {@link PluginError}: 417 when there is no such room. */
    listParticipants$(room: RoomId, options?: MessageOptions): Answer$<TextRoomVerbs, 'listparticipants'> {
      return this.request$('listparticipants', { room }, options);
    },
  },
});

/** A handle of the TextRoom plugin. */
export type TextRoomHandle = HandleOf<typeof textRoom>;
