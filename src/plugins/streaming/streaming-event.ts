import type { PluginEvent, PluginPayload } from '../../handle/events.js';
import type { RefusedEvent, UnknownEvent } from '../../handle/told.js';
import type { Jsep } from '../../protocol/jsep.js';
import { type MountpointId, isMountpointId } from './mountpoint.js';

/**
 * What the Streaming plugin tells unasked; `switch` on `kind`.
 *
 * `'started'`: the PeerConnection is up and media flows. `'kicked'` and `'stopped'`, because the mountpoint was
 * destroyed: the PeerConnection ends, `hangup` follows. `'edited'`: there is new metadata. `'layer'`: the quality that is sent has
 * changed. `'rtsp-disconnected'`, `'rtsp-reconnected'`: the source of an `rtsp` mountpoint is lost, is back; since Janus
 * 1.3.3. `'answered'` is a late answer, `'refused'` an error that answers no request; what a later server adds comes as
 * `'unknown'`.
 */
export type StreamingEvent =
  | { readonly kind: 'started' }
  | { readonly kind: 'kicked' }
  | { readonly kind: 'stopped' }
  | {
      readonly kind: 'edited';
      readonly id: MountpointId;
      /** Left out when it was taken away. */
      readonly metadata?: string;
    }
  | {
      readonly kind: 'layer';
      /** Which stream; left out where it tells that what `configure` asked for is sent already. */
      readonly mid?: string;
      /** The simulcast layer, 0 to 2. */
      readonly substream?: number;
      /** The temporal layer of it, 0 to 2. */
      readonly temporal?: number;
      /** The spatial layer, where the codec has layers. */
      readonly spatial_layer?: number;
      /** The temporal layer of it. */
      readonly temporal_layer?: number;
    }
  | { readonly kind: 'rtsp-disconnected' | 'rtsp-reconnected'; readonly id: MountpointId }
  | {
      readonly kind: 'answered';
      /** What came of the request. */
      readonly result: PluginPayload;
      /** The offer, of `watch`. */
      readonly jsep: Jsep | undefined;
    }
  | RefusedEvent
  | UnknownEvent;

/** What the plugin says; undefined when nobody knows. */
export const readStreamingEvent = ({ data, jsep, transaction }: PluginEvent): StreamingEvent | undefined => {
  const { result } = data;
  if (!isPayload(result)) return ofMountpoint(data);
  return transaction === undefined ? ofViewer(result) : { kind: 'answered', result, jsep };
};

const isPayload = (value: unknown): value is PluginPayload => typeof value === 'object' && value !== null;

/** These come without the plugin's usual wrapping. */
const ofMountpoint = ({ event, id, metadata }: PluginPayload): StreamingEvent | undefined => {
  if (!isMountpointId(id)) return undefined;
  if (event === 'edited') return { kind: event, id, ...(typeof metadata === 'string' && { metadata }) };
  return event === 'rtsp-disconnected' || event === 'rtsp-reconnected' ? { kind: event, id } : undefined;
};

const STATUSES = new Map<unknown, 'started' | 'kicked' | 'stopped'>([
  ['started', 'started'],
  ['kicked_all', 'kicked'],
  ['stopped', 'stopped'],
]);

const LAYERS = ['substream', 'temporal', 'spatial_layer', 'temporal_layer'];

const ofViewer = (result: PluginPayload): StreamingEvent | undefined => {
  const kind = STATUSES.get(result['status']);
  if (kind) return { kind };
  return LAYERS.some((key) => key in result) ? { ...result, kind: 'layer' } : undefined;
};
