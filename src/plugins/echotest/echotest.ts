import type { Observable } from 'rxjs';
import type { MessageOptions, Reply } from '../../handle/handle.js';
import { type HandleOf, type VerbMap, definePlugin } from '../../handle/plugin.js';
import { ECHOTEST_ERROR } from './errors.js';
import { ECHO_STATE, type EchoEvent, type EchoMedia, readEchoEvent } from './state.js';

/** What the EchoTest plugin takes; it knows no verbs. What is left out stays as it is. */
export interface EchoTestRequest {
  /** Whether audio is sent back; true at first. */
  readonly audio?: boolean;
  /** Whether video is sent back; true at first. */
  readonly video?: boolean;
  /** The most the browser shall send, bits per second; 0 for no limit. */
  readonly bitrate?: number;
  /** Whether what arrives is recorded. */
  readonly record?: boolean;
  /** The path and name of the recording on the server, without extension. */
  readonly filename?: string;
  /** The simulcast layer to send back, 0 to 2. */
  readonly substream?: number;
  /** The temporal layer to send back, 0 to 2. */
  readonly temporal?: number;
  /** Microseconds without a packet until a lower layer is taken; 250,000 by default. */
  readonly fallback?: number;
  /** With an offer: the audio codec to prefer. */
  readonly audiocodec?: string;
  /** With an offer: the video codec to prefer. */
  readonly videocodec?: string;
  /** With an offer: the profile of VP9 (`'2'`) or H.264 (`'42e01f'`) to prefer. */
  readonly videoprofile?: string;
  /** With an offer: whether audio is sent twice over (RED); false by default. */
  readonly opusred?: boolean;
  /** The least delay to play with, units of 10 ms. */
  readonly min_delay?: number;
  /** The longest delay to play with, units of 10 ms. */
  readonly max_delay?: number;
  /** Whether video comes in layers; since Janus 1.1.4. */
  readonly svc?: boolean;
  /** The spatial layer to send back, 0 to 2; since Janus 1.1.4. */
  readonly spatial_layer?: number;
  /** The temporal layer to send back, 0 to 2; since Janus 1.1.4. */
  readonly temporal_layer?: number;
}

/** The answer of the EchoTest plugin. */
export interface EchoTestReply {
  /** Always `'event'`. */
  readonly echotest: 'event';
  /** Always `'ok'`. */
  readonly result: 'ok';
}

/**
 * The EchoTest plugin: sends back the media it gets.
 *
 * @example
 * ```ts
 * import { switchMap } from 'rxjs';
 * import { create$, webSocketTransport } from 'rxjs-janus';
 * import { echoTest } from 'rxjs-janus/echotest';
 *
 * const answer$ = create$(webSocketTransport({ url: 'wss://janus.example/ws' })).pipe(
 *   switchMap((session) => session.attach$(echoTest)),
 *   switchMap((echo) => echo.configure$({ audio: true, video: false })),
 * );
 * ```
 * @see https://janus.conf.meetecho.com/docs/echotest.html
 */
export const echoTest = definePlugin<VerbMap>()({
  package: 'janus.plugin.echotest',
  errors: ECHOTEST_ERROR,
  state: ECHO_STATE,
  read: readEchoEvent,
  methods: {
    /**
     * Replays the newest: where the media stands. The plugin cannot be asked: an end that a gap took is not told, and
     * your PeerConnection knows more. Completes and errors as `event$` does.
     */
    get media$(): Observable<EchoMedia> {
      return this.state$;
    },
    /** Hot: what the plugin says unasked, told apart by `kind`. Completes and errors as `event$` does. */
    get echoEvent$(): Observable<EchoEvent> {
      return this.told$;
    },
    /**
     * Sets what is sent back, with an offer to begin or to renegotiate. Emits the plugin's answer once, with
     * the server's session description if there was an offer, and completes. Errors with {@link PluginError}
     * when a field has a wrong type, and when
     * there is neither an offer nor a field. May be sent again after a drop: the plugin then answers the same offer anew.
     */
    configure$(
      request: EchoTestRequest = {},
      options: MessageOptions = {},
    ): Observable<Reply<EchoTestReply>> {
      return this.message$(request, { idempotent: true, ...options }) as unknown as Observable<
        Reply<EchoTestReply>
      >;
    },
  },
});

/** A handle of the EchoTest plugin. */
export type EchoTestHandle = HandleOf<typeof echoTest>;
