import type { PluginEvent } from '../../handle/events.js';
import type { RefusedEvent, UnknownEvent } from '../../handle/told.js';
import { type RoomId, isRoomId } from '../common/room-fields.js';
import { type Participant, toParticipants } from './participant.js';

/**
 * What the AudioBridge tells unasked; `switch` on `kind`. The wire tells many of them apart only by which key is there.
 *
 * Of the others: `'joining'`, `'changed'` (muted, renamed, moved, or their media came up), `'leaving'`. Of all in the
 * room, oneself too: `'talking'`, `'stopped-talking'`, `'suspended'`, `'resumed'`, `'kicked'`, `'room-muted'`,
 * `'announcement-started'` and `'announcement-stopped'` (a file), `'destroyed'`. Late answers are `'joined'`,
 * `'roomchanged'`, `'left'`, `'hangingup'` and `'configured'`; `'refused'` is an error that answers no request; what a
 * later server adds comes as `'unknown'`.
 */
export type BridgeEvent =
  | {
      readonly kind: 'joined' | 'roomchanged';
      readonly room: RoomId;
      /** One's own id. */
      readonly id: RoomId;
      /** The others. */
      readonly participants: readonly Participant[];
    }
  | {
      readonly kind: 'joining' | 'changed';
      readonly room: RoomId;
      readonly participants: readonly Participant[];
    }
  | {
      readonly kind: 'leaving' | 'left' | 'kicked' | 'suspended' | 'talking' | 'stopped-talking';
      readonly room: RoomId;
      readonly id: RoomId;
    }
  | {
      readonly kind: 'resumed';
      readonly room: RoomId;
      readonly id: RoomId;
      /** All others, told to oneself where `pause_events` was asked for. */
      readonly participants?: readonly Participant[];
    }
  | { readonly kind: 'room-muted'; readonly room: RoomId; readonly muted: boolean }
  | {
      readonly kind: 'announcement-started' | 'announcement-stopped';
      readonly room: RoomId;
      readonly file_id: string;
    }
  | { readonly kind: 'destroyed'; readonly room: RoomId }
  | { readonly kind: 'hangingup' | 'configured' }
  | RefusedEvent
  | UnknownEvent;

/** What has a word of its own. */
const ENTERING: readonly unknown[] = ['joined', 'roomchanged'];
const ABOUT: readonly unknown[] = [...ENTERING, 'left', 'talking', 'stopped-talking'];
const OTHERS: readonly unknown[] = ['destroyed', 'announcement-started', 'announcement-stopped', 'hangingup'];
/** What is all called `event`, by the key that tells which, and whom. */
const KEYS = { leaving: '', kicked: '', kicked_all: 'kicked', suspended: '', resumed: '' };

/** What an answer or an event of the plugin says; undefined when nobody knows. */
export const readBridgeEvent = ({ data: all }: Pick<PluginEvent, 'data'>): BridgeEvent | undefined => {
  const { audiobridge: word, ...data } = all;
  const { room, id, participants: list, muted, result } = data;
  const participants = (list !== undefined || ENTERING.includes(word)) && {
    participants: toParticipants(list),
  };
  const of = (kind: unknown, fields?: object): BridgeEvent =>
    ({ kind, room, ...participants, ...fields }) as BridgeEvent;
  if (OTHERS.includes(word)) return { ...data, kind: word } as BridgeEvent;
  if (ABOUT.includes(word) && isRoomId(id)) return of(word, { id });
  if (word === 'joined') return of('joining');
  if (word !== 'event') return undefined;
  for (const [key, kind] of Object.entries(KEYS))
    if (isRoomId(data[key])) return of(kind || key, { id: data[key] });
  if (participants) return of('changed');
  if (typeof muted === 'boolean') return of('room-muted', { muted });
  return result === 'ok' ? { kind: 'configured' } : undefined;
};
