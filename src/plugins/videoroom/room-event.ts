import type { PluginEvent } from '../../handle/events.js';
import type { RefusedEvent, UnknownEvent } from '../../handle/told.js';
import type { Jsep } from '../../protocol/jsep.js';
import type { RoomId } from '../common/room-fields.js';
import type { JoinedReply, ListedPerson, ListedPublisher } from './replies.js';
import type { SubscribedStream } from './streams.js';

type Id = RoomId;

/** What a subscriber gets from now on. */
export interface StreamsTold {
  /** The room. */
  readonly room: RoomId;
  /** All that is subscribed to; left out where nothing has changed. */
  readonly streams?: readonly SubscribedStream[];
  /** The offer to answer with `start`; left out where none is needed. */
  readonly jsep?: Jsep;
}

/** Somebody began or ceased to talk; told of oneself as well. */
export interface TalkTold {
  /** The room. */
  readonly room: RoomId;
  /** Who. */
  readonly id: RoomId;
  /** The m-line of the stream at the publisher's. */
  readonly mindex: number;
  /** The mid of the stream at the publisher's. */
  readonly mid: string;
  /** The average level, dBov without its sign: 127 is silence, 0 the loudest. */
  readonly 'audio-level-dBov-avg': number;
}

/** What is relayed to a subscriber of a stream in several qualities or layers has changed. */
export interface LayerTold {
  /** The room. */
  readonly room: RoomId;
  /** The mid of the subscription. */
  readonly mid: string;
  /** The simulcast quality. */
  readonly substream?: number;
  /** Its temporal layer. */
  readonly temporal?: number;
  /** The spatial layer. */
  readonly spatial_layer?: number;
  /** The temporal layer. */
  readonly temporal_layer?: number;
}

/**
 * What the VideoRoom tells unasked; `switch` on `kind`. The fields are the wire's, and so are the kinds: the word under
 * `videoroom`, or the key that tells apart what is all called `event`.
 *
 * Those in the room are told of one another: `'joining'` (where `notify_joining` is set), `'publishers'` (somebody's
 * media came up or changed), `'unpublished'`, `'leaving'`, `'kicked'`, `'display'`, `'metadata'` (since Janus 1.3.0),
 * `'moderation'`, `'talking'`, `'stopped-talking'`. Of themselves: `'out'` (the reason is `'kicked'`), `'destroyed'`
 * (the room is no more), `'slow_link'` (with the limit that a publisher is to keep, bits per second). A subscriber:
 * `'updated'`, and what is relayed of a stream: `'substream'`, `'temporal'`, `'spatial_layer'`, `'temporal_layer'`. A
 * late answer of `join` is `'joined'` or `'attached'`; `'refused'` is an error that answers no request; what a later
 * server adds comes as `'unknown'`.
 */
export type RoomEvent =
  | ({ readonly kind: 'joined' } & Omit<JoinedReply, 'videoroom'>)
  | ({ readonly kind: 'attached' } & StreamsTold)
  | ({ readonly kind: 'updated' } & StreamsTold)
  | { readonly kind: 'joining'; readonly room: Id; readonly joining: ListedPerson }
  | { readonly kind: 'publishers'; readonly room: Id; readonly publishers: readonly ListedPublisher[] }
  | { readonly kind: 'unpublished'; readonly room: Id; readonly unpublished: Id }
  | { readonly kind: 'leaving'; readonly room: Id; readonly leaving: Id; readonly display?: string }
  | { readonly kind: 'kicked'; readonly room: Id; readonly kicked: Id }
  | { readonly kind: 'display'; readonly id: Id; readonly display: string }
  | { readonly kind: 'metadata'; readonly id: Id; readonly metadata: unknown }
  | {
      readonly kind: 'moderation';
      readonly room: Id;
      readonly id: Id;
      readonly mid: string;
      readonly moderation: 'muted' | 'unmuted';
    }
  | ({ readonly kind: 'talking' } & TalkTold)
  | ({ readonly kind: 'stopped-talking' } & TalkTold)
  | { readonly kind: 'out'; readonly room: Id; readonly reason: string }
  | { readonly kind: 'destroyed'; readonly room: Id }
  | { readonly kind: 'slow_link'; readonly 'current-bitrate'?: number }
  | ({ readonly kind: 'substream' } & LayerTold)
  | ({ readonly kind: 'temporal' } & LayerTold)
  | ({ readonly kind: 'spatial_layer' } & LayerTold)
  | ({ readonly kind: 'temporal_layer' } & LayerTold)
  | RefusedEvent
  | UnknownEvent;

/** The names of who leaves come with them, so that `leaving` stands before `display`. */
const KINDS = [
  ...([
    'joined',
    'attached',
    'updated',
    'destroyed',
    'talking',
    'stopped-talking',
    'slow_link',
    'participants',
  ] as const),
  ...([
    'publishers',
    'joining',
    'unpublished',
    'leaving',
    'kicked',
    'moderation',
    'display',
    'metadata',
  ] as const),
  ...(['substream', 'temporal', 'spatial_layer', 'temporal_layer'] as const),
] satisfies readonly (RoomEvent['kind'] | 'participants')[];

/**
 * What the plugin says; undefined when nobody knows. Of an answer, where it says that the handle is in another place, or
 * gets other streams.
 */
export const readRoomEvent = ({
  data: { videoroom: word, ...told },
  jsep,
  transaction: isAnswer,
}: Omit<PluginEvent, 'kind'>): RoomEvent | undefined => {
  const isEvent = word === 'event';
  const { leaving = told['left'], reason = isAnswer && 'left', room } = told;
  // 'ok' is oneself: in an answer, or with a reason. On a server with string ids somebody may be called so.
  if (isEvent && leaving === 'ok' && reason) return { kind: 'out', room, reason } as RoomEvent;
  const kind =
    isEvent && isAnswer
      ? told['switched'] && 'updated'
      : KINDS.find((name) => (isEvent ? name in told : name === word));
  return kind ? ({ ...told, jsep, kind } as unknown as RoomEvent) : undefined;
};
