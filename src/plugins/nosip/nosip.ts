import type { Observable } from 'rxjs';
import type { MessageOptions, Reply } from '../../handle/handle.js';
import { type HandleOf, definePlugin } from '../../handle/plugin.js';
import type { Jsep } from '../../protocol/jsep.js';
import { NOSIP_ERROR } from './errors.js';
import type {
  NoSipForwardStream,
  NoSipGenerateFields,
  NoSipKeyframeFields,
  NoSipProcessFields,
  NoSipRecordingFields,
} from './requests.js';
import { NOSIP_VERBS, type NoSipVerbs } from './verbs.js';

type Answer$<K extends keyof NoSipVerbs> = Observable<Reply<NoSipVerbs[K]['reply']>>;

/**
 * The NoSIP plugin: relays media between WebRTC and a peer with plain RTP, whose signalling is the application's own. One
 * handle is one call. The plugin tells nothing unasked; `event$` tells of the media.
 *
 * @example
 * ```ts
 * import { concatMap, map, switchMap } from 'rxjs';
 * import { type Jsep, create$, webSocketTransport } from 'rxjs-janus';
 * import { noSip } from 'rxjs-janus/nosip';
 *
 * declare const offer: Jsep; // of your RTCPeerConnection
 * declare const signal: (sdp: string) => Promise<string>; // hands the SDP to the peer, and brings theirs
 *
 * const answer$ = create$(webSocketTransport({ url: 'wss://janus.example/ws' })).pipe(
 *   switchMap((session) => session.attach$(noSip)),
 *   switchMap((line) =>
 *     line.generate$(offer).pipe(
 *       concatMap(({ data }) => signal(data.result.sdp)),
 *       concatMap((sdp) => line.process$({ type: 'answer', sdp })),
 *     ),
 *   ),
 *   map(({ jsep }) => jsep),
 * );
 * ```
 * @see https://janus.conf.meetecho.com/docs/nosip.html
 */
export const noSip = definePlugin<NoSipVerbs>()({
  package: 'janus.plugin.nosip',
  verbs: NOSIP_VERBS,
  errors: NOSIP_ERROR,
  methods: {
    /**
     * Makes plain SDP, for the peer, of an offer or answer of ours. Emits once and completes. Errors with {@link PluginError}:
     * 446 for SDP that the plugin cannot use (data channels it cannot), 450 when an answer demands SRTP that was not offered.
     */
    generate$(jsep: Jsep, fields: NoSipGenerateFields = {}, options?: MessageOptions): Answer$<'generate'> {
      return this.request$('generate', fields, { ...options, jsep });
    },
    /**
     * Makes a session description, for our PeerConnection, of the peer's plain SDP. Emits once, with it in `jsep`, and
     * completes. Errors with {@link PluginError}: 447 without audio, video and address, 450 when SRTP is demanded that the
     * peer does not offer.
     */
    process$(fields: NoSipProcessFields, options?: MessageOptions): Answer$<'process'> {
      return this.request$('process', fields, options);
    },
    /**
     * Ends the call. Emits once when the plugin has begun, and completes; `hangup` on `event$` is the end. Not to be taken
     * for the handle's `hangup$`, which ends the PeerConnection, and the call with it.
     */
    bye$(options?: MessageOptions): Answer$<'hangup'> {
      return this.request$('hangup', {}, options);
    },
    /** Begins or ends recordings. Emits once and completes. Errors with 449 when it is said of nothing. */
    record$(fields: NoSipRecordingFields, options?: MessageOptions): Answer$<'recording'> {
      return this.request$('recording', fields, options);
    },
    /** Asks for a key frame. Emits once and completes. Since Janus 1.3.1: errors with 442 before. */
    keyframe$(fields: NoSipKeyframeFields, options?: MessageOptions): Answer$<'keyframe'> {
      return this.request$('keyframe', fields, options);
    },
    /**
     * Sends copies of the media elsewhere, until the call ends. Emits once, with the forwarders, and completes. Since Janus
     * 1.4.0: errors with 442 before.
     */
    forward$(streams: readonly NoSipForwardStream[], options?: MessageOptions): Answer$<'rtp_forward'> {
      return this.request$('rtp_forward', { streams }, options);
    },
    /** Ends one forwarder. Emits once and completes. Errors with 451 when it is not there. Since Janus 1.4.0. */
    stopForward$(id: number, options?: MessageOptions): Answer$<'stop_rtp_forward'> {
      return this.request$('stop_rtp_forward', { stream_id: id }, options);
    },
    /** Lists the forwarders of the call. Emits once and completes. Since Janus 1.4.0. */
    listForwarders$(options?: MessageOptions): Answer$<'listforwarders'> {
      return this.request$('listforwarders', {}, options);
    },
  },
});

/** A handle of the NoSIP plugin. */
export type NoSipHandle = HandleOf<typeof noSip>;
