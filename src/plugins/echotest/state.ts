import type { PluginEvent } from '../../handle/events.js';
import { type RefusedEvent, type UnknownEvent, toldBy } from '../../handle/told.js';
import type { PluginState, StateInput } from '../../handle/plugin-state.js';

/**
 * Where the media of an EchoTest handle stands: `'connecting'` from the answered offer on, `'up'`, and `'done'` when the
 * PeerConnection is gone.
 */
export type EchoMedia = 'idle' | 'connecting' | 'up' | 'done';

/** Which quality or layers of the video are sent back now. */
export interface EchoLayer {
  /** The codec. */
  readonly videocodec: string;
  /** The simulcast quality, 0 to 2. */
  readonly substream?: number;
  /** Its temporal layer, 0 to 2. */
  readonly temporal?: number;
  /** The spatial layer of SVC; since Janus 1.1.4, as all of SVC. */
  readonly spatial_layer?: number;
  /** The temporal layer of SVC. */
  readonly temporal_layer?: number;
  /** How many spatial layers there are. */
  readonly tot_spatial_layers?: number;
  /** How many temporal layers there are. */
  readonly tot_temporal_layers?: number;
}

/**
 * What the EchoTest plugin tells unasked; `switch` on `kind`. `'ok'` is a late answer, `'done'` the end of the
 * PeerConnection, the layers are told by the first that has changed.
 */
export type EchoEvent =
  | { readonly kind: 'ok' }
  | { readonly kind: 'done' }
  | {
      readonly kind: 'slow_link';
      readonly media: 'audio' | 'video';
      /** The limit that the server asks the browser to keep, bits per second. */
      readonly 'current-bitrate'?: number;
    }
  | ({ readonly kind: 'substream' } & EchoLayer)
  | ({ readonly kind: 'temporal' } & EchoLayer)
  | ({ readonly kind: 'spatial_layer' } & EchoLayer)
  | RefusedEvent
  | UnknownEvent;

const WORDS: readonly unknown[] = ['ok', 'done', 'slow_link'] satisfies readonly EchoEvent['kind'][];
const LAYERS = ['substream', 'temporal', 'spatial_layer'] as const satisfies readonly EchoEvent['kind'][];

/** What the plugin says; undefined when nobody knows. */
export const readEchoEvent = ({ data }: PluginEvent): EchoEvent | undefined => {
  const { echotest: _, event: word = data['result'], result: _result, ...told } = data;
  const kind = WORDS.includes(word) ? word : LAYERS.find((name) => name in told);
  return kind === undefined ? undefined : ({ ...told, kind } as unknown as EchoEvent);
};

const fold = (media: EchoMedia, input: StateInput): EchoMedia => {
  if (input.kind === 'reply') return input.reply.jsep && media !== 'up' ? 'connecting' : media;
  if (input.kind === 'refused') return media;
  const { event } = input;
  if (event.kind === 'webrtcup') return 'up';
  return event.kind === 'hangup' || toldBy(event, readEchoEvent)?.kind === 'done' ? 'done' : media;
};

/** How the state of an EchoTest handle is kept: there is no verb to ask the plugin by. */
export const ECHO_STATE: PluginState<EchoMedia> = {
  initial: 'idle',
  fold,
  save: (media) => (media === 'idle' ? undefined : { media }),
  load: ({ media }: { readonly media?: EchoMedia }) => media,
};
