import type { PluginEvent, PluginPayload } from '../../handle/events.js';
import type { RefusedEvent, UnknownEvent } from '../../handle/told.js';
import type { Jsep } from '../../protocol/jsep.js';

/**
 * What the VideoCall plugin tells unasked; `switch` on `kind`.
 *
 * Somebody calls (`'incomingcall'`, with the offer), takes our call (`'accepted'`, with the answer), renegotiates
 * (`'update'`, with an offer or the answer to ours), or the call is over (`'hangup'`, at times told twice). `'slow_link'` and
 * `'simulcast'` are about the media. Late answers come as `'registered'`, `'calling'` and `'set'`, `'refused'` is an error
 * that answers no request, and what a later server adds comes as `'unknown'`.
 */
export type VideoCallEvent =
  | {
      readonly kind: 'incomingcall';
      /** Who calls. */
      readonly username: string;
      /** The offer. */
      readonly jsep: Jsep | undefined;
    }
  | {
      readonly kind: 'accepted';
      /** Who took the call; left out in the answer to our own `accept`. */
      readonly username?: string;
      /** The answer. */
      readonly jsep: Jsep | undefined;
    }
  | { readonly kind: 'update'; readonly jsep: Jsep | undefined }
  | {
      readonly kind: 'hangup';
      /** Who ended it. */
      readonly username?: string;
      /** Why: the reason they gave, or `'Remote WebRTC hangup'`. */
      readonly reason: string;
    }
  | {
      readonly kind: 'slow_link';
      /** What we receive badly. */
      readonly media: 'audio' | 'video';
      /** For video: the most our browser shall send, bits per second; 0 for no limit. */
      readonly 'current-bitrate'?: number;
    }
  | {
      readonly kind: 'simulcast';
      /** `'vp8'` for example. */
      readonly videocodec: string;
      /** The simulcast layer that we get now. */
      readonly substream?: number;
      /** The temporal layer that we get now. */
      readonly temporal?: number;
    }
  | {
      readonly kind: 'registered';
      /** The name. */
      readonly username: string;
    }
  | { readonly kind: 'calling' | 'set' }
  | RefusedEvent
  | UnknownEvent;

/** The plugin's words for what it tells. */
export const VIDEOCALL_EVENTS: readonly unknown[] = [
  'incomingcall',
  'accepted',
  'update',
  'hangup',
  'slow_link',
  'simulcast',
  'registered',
  'calling',
  'set',
] satisfies readonly VideoCallEvent['kind'][];

/** What the plugin says, in an answer or unasked; undefined when nobody knows. */
export const readVideoCallEvent = ({
  data,
  jsep,
}: Pick<PluginEvent, 'data' | 'jsep'>): VideoCallEvent | undefined => {
  const { event: kind, ...rest } = (data['result'] ?? {}) as PluginPayload;
  return VIDEOCALL_EVENTS.includes(kind) ? ({ ...rest, kind, jsep } as VideoCallEvent) : undefined;
};
