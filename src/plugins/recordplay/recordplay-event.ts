import type { PluginEvent, PluginPayload } from '../../handle/events.js';
import type { RefusedEvent, UnknownEvent } from '../../handle/told.js';
import type { Jsep } from '../../protocol/jsep.js';

/**
 * What the Record&Play plugin tells unasked; `switch` on `kind`.
 *
 * `'done'`: recording or playing is over, the PeerConnection being gone. `'slow-link'`: media is lost on the way.
 * `'answered'` is a late answer, `'refused'` an error that answers no request; what a later server adds comes as `'unknown'`.
 */
export type RecordPlayEvent =
  | {
      readonly kind: 'done';
      /** The recording. Since Janus 1.3.1. */
      readonly id?: number;
    }
  | {
      readonly kind: 'slow-link';
      /** Which media. */
      readonly media: 'audio' | 'video';
      /** Whether it is lost on the way to the server. */
      readonly uplink: boolean;
      /** The limit that a recording browser is asked to keep, bits per second. */
      readonly bitrate?: number;
    }
  | {
      readonly kind: 'answered';
      /** What came of the request. */
      readonly result: PluginPayload;
      /** The session description that came with it. */
      readonly jsep: Jsep | undefined;
    }
  | RefusedEvent
  | UnknownEvent;

/** What came of something, in one form: until Janus 1.3.1 the end of it was a mere word. */
export const resultOf = ({ result }: PluginPayload): PluginPayload | undefined =>
  result === 'done' ? { status: result } : ((result as PluginPayload | undefined) ?? undefined);

/** What the plugin says; undefined when nobody knows. */
export const readRecordPlayEvent = ({
  data,
  jsep,
  transaction,
}: PluginEvent): RecordPlayEvent | undefined => {
  const result = resultOf(data) ?? {};
  if (transaction !== undefined) return { kind: 'answered', result, jsep };
  const { status, id } = result;
  if (status === 'done') return { kind: status, ...(typeof id === 'number' && { id }) };
  return status === 'slow_link' ? slowLink(result) : undefined;
};

const slowLink = ({ media, uplink, 'current-bitrate': bitrate }: PluginPayload): RecordPlayEvent => ({
  kind: 'slow-link',
  media: media === 'video' ? media : 'audio',
  // 0 is the way to the server.
  uplink: uplink === 0,
  ...(typeof bitrate === 'number' && { bitrate }),
});
