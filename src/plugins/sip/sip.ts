import { type Observable, filter, switchMap, take, takeUntil, takeWhile } from 'rxjs';
import type { MessageOptions } from '../../handle/handle.js';
import { type HandleOf, definePlugin } from '../../handle/plugin.js';
import type { Jsep } from '../../protocol/jsep.js';
import { type Answer$, type AsVerb, type BareVerbs, asVerb, bareVerb } from '../common/methods.js';
import { type SipCall, isLeg, isOutgoing } from './call.js';
import { SIP_ERROR } from './errors.js';
import { outcome$ } from './outcome.js';
import type { SipRegistration } from './registration.js';
import type {
  AcceptFields,
  CallFields,
  DtmfFields,
  RegisterFields,
  SipMessageFields,
  SubscribeFields,
} from './requests.js';
import { type SipEvent, readSipEvent } from './sip-event.js';
import { SIP_STATE } from './state.js';
import { SIP_VERBS, type SipVerbs } from './verbs.js';

const as = asVerb as AsVerb<SipVerbs>;
const bare = bareVerb as BareVerbs<SipVerbs>;

/**
 * The SIP plugin: registers at a SIP server, calls and is called. One handle is one line, with one call at a time.
 *
 * `registration$` and `call$` are state, right again after each gap and after `reattach$` with a snapshot. What a
 * gap took that no state holds, such as DTMF of the peer's, is lost.
 *
 * @example
 * ```ts
 * import { concat, ignoreElements, switchMap } from 'rxjs';
 * import { type Jsep, create$, webSocketTransport } from 'rxjs-janus';
 * import { sip } from 'rxjs-janus/sip';
 *
 * declare const offer: Jsep; // of your RTCPeerConnection
 *
 * const call$ = create$(webSocketTransport({ url: 'wss://janus.example/ws' })).pipe(
 *   switchMap((session) => session.attach$(sip)),
 *   switchMap((line) =>
 *     concat(
 *       line.register$({ username: 'sip:alice@example.com', secret: 'hers' }).pipe(ignoreElements()),
 *       line.invite$('sip:bob@example.com', offer), // calling, ringing, in-call with the answer as jsep
 *     ),
 *   ),
 * );
 * ```
 * @see https://janus.conf.meetecho.com/docs/sip.html
 */
export const sip = definePlugin<SipVerbs>()({
  package: 'janus.plugin.sip',
  verbs: SIP_VERBS,
  errors: SIP_ERROR,
  state: SIP_STATE,
  read: readSipEvent,
  methods: {
    /** Where the registration stands. Replays the newest; completes and errors as `event$` does. */
    get registration$(): Observable<SipRegistration> {
      return this.part$(({ registration }) => registration);
    },

    /** Where the call stands. Replays the newest; completes and errors as `event$` does. */
    get call$(): Observable<SipCall> {
      return this.part$(({ call }) => call);
    },

    /** Hot: what the plugin says unasked, told apart by `kind`. Completes and errors as `event$` does. */
    get sipEvent$(): Observable<SipEvent> {
      return this.told$;
    },

    /**
     * Registers. Emits `registering` and, at the end, `registered` or `failed`; a guest is `registered` at once.
     * Errors with {@link PluginError} when the plugin refuses, with 445 when the handle is registered already.
     *
     * @param fields - As whom, and where.
     * @param options - A deadline for the plugin's first answer.
     */
    register$(fields: RegisterFields, options: MessageOptions = {}): Observable<SipRegistration> {
      return this.request$('register', fields, options).pipe(
        switchMap(() => this.registration$),
        takeWhile(({ kind }) => kind === 'registering', true),
      );
    },

    /** Unregisters. Emits once when the plugin has begun, and completes; `registration$` tells the end. */
    unregister$: bare('unregister'),

    /**
     * Calls. Emits each state of the call until it stands (`in-call`, with the answer as `jsep`) or has failed
     * (`ended`, with the SIP status), and completes; `call$` tells the rest. Unsubscribing leaves the call: `bye$`
     * ends it. Errors with {@link PluginError}, and with {@link RequestInDoubtError} when the line drops first.
     *
     * @param uri - Whom, `'sip:bob@example.com'`.
     * @param offer - The offer of a PeerConnection of yours; the plugin takes no call without.
     * @param fields - Headers, encryption, a Call-ID.
     */
    invite$(uri: string, offer: Jsep, fields: Omit<CallFields, 'uri'> = {}): Observable<SipCall> {
      return this.request$('call', { ...fields, uri }, { jsep: offer }).pipe(
        switchMap(() => this.call$),
        takeWhile(isOutgoing, true),
      );
    },

    /**
     * Takes an incoming call. Emits once when the call stands, and completes.
     *
     * @param answer - The answer to the offer that `call$` tells as `jsep`.
     * @param fields - Headers, encryption.
     */
    accept$(answer: Jsep, fields: AcceptFields = {}): Answer$<SipVerbs, 'accept'> {
      return this.request$('accept', fields, { jsep: answer });
    },

    /** Declines an incoming call, as busy by default. Emits once when it is told, and completes. */
    decline$: as('decline'),

    /**
     * Ends the call: BYE, or CANCEL before it stands. Emits once when the plugin has begun, and completes; `call$`
     * tells the end. Without a call the plugin does not answer: {@link RequestTimeoutError}. Behind the end the server
     * frees the PeerConnection and the relay of media: give it a good second after `hangup` on `event$` before the next
     * call on the handle, or that one's media go with them (Janus 1.1.2). Not to be taken for the handle's `hangup$`,
     * which ends the PeerConnection, and the call with it.
     */
    bye$: as('hangup'),

    /**
     * Renegotiates, or restarts ICE, with an offer of one PeerConnection that goes on: a PeerConnection of another
     * process cannot take its place, as the plugin makes no new DTLS handshake. Emits the call once, `in-call` with
     * the answer as `jsep` or `ended`, and completes; completes without when a gap may have taken the answer. To
     * restart ICE trickle the candidates behind the answer: Janus 1.1.2 uses none that such an offer holds.
     *
     * @param offer - The new offer.
     */
    update$(offer: Jsep): Observable<SipCall> {
      return this.call$.pipe(
        take(1),
        switchMap((before) =>
          this.request$('update', {}, { jsep: offer }).pipe(
            // The answer may come before the plugin says that it asks for one.
            switchMap(() => this.call$),
            filter((call) => !isLeg(call) || call.jsep !== (isLeg(before) ? before.jsep : undefined)),
          ),
        ),
        take(1),
        takeUntil(this.gap$),
      );
    },

    /** Puts the call on hold. Emits once, and completes; outside a call the plugin does not answer. */
    hold$: as('hold'),

    /** Takes the call off hold. Emits once, and completes; outside a call the plugin does not answer. */
    unhold$: as('unhold'),

    /**
     * Presses a key, by SIP INFO. Emits once when it is sent, and completes.
     *
     * @param digit - One key: `0` to `9`, `*`, `#`, `A` to `D`.
     * @param fields - For how long, milliseconds.
     */
    dtmf$(digit: string, fields: Omit<DtmfFields, 'digit'> = {}): Answer$<SipVerbs, 'dtmf_info'> {
      return this.request$('dtmf_info', { ...fields, digit });
    },

    /**
     * Has the peer call somebody else; the call goes on until somebody hangs up. Attended, it takes the place of the call
     * named by `replace`, one of another handle of the same server. Emits once when it is asked, and completes; `call$` is
     * `transferring` until it is told how that went, or a gap may have taken it; `notify` of `sipEvent$` tells the rest.
     * Errors with {@link PluginError}: outside a call with 0, with 454 when there is no such call to replace.
     */
    transfer$: as('transfer'),

    /**
     * Sends a SIP MESSAGE: to the peer of the call, or to `uri` outside of one. Emits `messagesent` and then
     * `messagedelivery`, with the status that it was answered with, and completes.
     *
     * @param content - The text.
     * @param fields - To whom, its type, headers.
     */
    text$(content: string, fields: Omit<SipMessageFields, 'content'> = {}): Observable<SipEvent> {
      return outcome$(this, this.sipEvent$, 'message', { ...fields, content });
    },

    /** Sends a SIP INFO in the call. Emits once when it is sent, and completes. Errors with 0 outside a call. */
    info$: as('info'),

    /**
     * Subscribes to an event of the SIP server's, as `'message-summary'`. Emits `subscribing`, then `subscribe_succeeded` or
     * `subscribe_failed`, and completes; each NOTIFY comes as `notify` of `sipEvent$`.
     *
     * @param fields - Which event, whose, for how long.
     */
    subscribe$(fields: SubscribeFields): Observable<SipEvent> {
      return outcome$(this, this.sipEvent$, 'subscribe', fields);
    },

    /** Ends a subscription. Emits once when it is asked, and completes; a last `notify` may follow. */
    unsubscribe$: as('unsubscribe'),

    /** Records the call on the server, or ends that. Emits once, and completes. */
    record$: as('recording'),

    /** Sends copies of the media elsewhere, until the call ends. Emits once, and completes. Since Janus 1.4.0. */
    forward$: as('rtp_forward'),
  },
});

/** A handle of the SIP plugin. */
export type SipHandle = HandleOf<typeof sip>;
