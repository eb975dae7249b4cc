import type { Observable } from 'rxjs';
import type { MessageOptions, Reply } from '../../handle/handle.js';
import { type HandleOf, type VerbMap, definePlugin } from '../../handle/plugin.js';
import { ECHOTEST_ERROR } from './errors.js';

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
}

/** The answer of the EchoTest plugin. */
export interface EchoTestReply extends Readonly<Record<string, unknown>> {
  /** Always `'event'`. */
  readonly echotest: 'event';
  /** `'ok'`. */
  readonly result: string;
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
  methods: {
    /**
     * Sets what is sent back, with an offer to begin or to renegotiate. Emits the plugin's answer once, with
     * the server's session description if there was an offer, and completes. Errors with {@link PluginError}
     * when a field has a wrong type. May be sent again after a drop: the plugin then answers the same offer anew.
     */
    configure$(
      request: EchoTestRequest = {},
      options: MessageOptions = {},
    ): Observable<Reply<EchoTestReply>> {
      return this.message$(request, { idempotent: true, ...options }) as Observable<Reply<EchoTestReply>>;
    },
  },
});

/** A handle of the EchoTest plugin. */
export type EchoTestHandle = HandleOf<typeof echoTest>;
