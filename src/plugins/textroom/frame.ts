import { TEXTROOM_ERROR } from './errors.js';
import type { RoomId } from '../common/room-fields.js';
import type { TextRoomChannelVerbs } from './verbs.js';

/** What is said in a room. */
export interface TextRoomMessage {
  /** The room. */
  readonly room: RoomId;
  /** Who says it; left out for the room itself, by `announcement`. */
  readonly from?: string;
  /** The name to show of who says it; in the messages that the room keeps. */
  readonly display?: string;
  /** What is said. */
  readonly text: string;
  /** When, by the server's clock: `'2026-01-31T18:00:00+0100'`. */
  readonly date: string;
  /** Whether it is said to us alone, or to a few. */
  readonly whisper?: boolean;
}

/**
 * What comes over the data channel; `switch` on `kind`.
 *
 * `'answered'` and `'refused'` belong to the request of their transaction. Those in a room are told of one another, and
 * of themselves: `'join'`, `'leave'`, `'kicked'`; and of the room: `'message'`, `'announcement'`, `'destroyed'`.
 * What a later server adds, and what is no JSON, comes as `'unknown'`.
 */
export type TextRoomFrame =
  | {
      readonly kind: 'answered';
      /** The transaction of the request. */
      readonly transaction: string;
      /** The answer. */
      readonly data: Readonly<Record<string, unknown>>;
    }
  | {
      readonly kind: 'refused';
      /** The transaction of the request; undefined where the server could not read it. */
      readonly transaction: string | undefined;
      /** The error code. */
      readonly code: number;
      /** The code's name. */
      readonly codeName: string;
      /** The server's own words. */
      readonly reason: string;
    }
  | ({ readonly kind: 'message' | 'announcement' } & TextRoomMessage)
  | {
      readonly kind: 'join' | 'leave' | 'kicked';
      readonly room: RoomId;
      /** Who. */
      readonly username: string;
      /** The name to show, of who joins and gave one. */
      readonly display?: string;
    }
  | { readonly kind: 'destroyed'; readonly room: RoomId }
  | {
      readonly kind: 'unknown';
      /** The JSON, or the text where it is none. */
      readonly data: unknown;
    };

/**
 * A request as the text to send over the data channel.
 *
 * @param verb - The verb.
 * @param transaction - What the answer will be known by; a text of your own, one per request.
 * @param fields - The other fields.
 * @example
 * ```ts
 * import { textRoomFrame, toTextRoomFrame } from 'rxjs-janus/textroom';
 *
 * declare const channel: RTCDataChannel;
 *
 * channel.onmessage = ({ data }: MessageEvent<string>) => {
 *   const frame = toTextRoomFrame(data);
 *   if (frame.kind === 'message') console.log(frame.from, frame.text);
 * };
 * channel.send(textRoomFrame('message', 'my-1', { room: 1234, text: 'hello' }));
 * ```
 */
export const textRoomFrame = <K extends keyof TextRoomChannelVerbs>(
  verb: K,
  transaction: string,
  fields: TextRoomChannelVerbs[K]['fields'],
): string => JSON.stringify({ ...fields, textroom: verb, transaction });

/** What is told unasked, by the plugin's word for it. */
export const TEXTROOM_EVENTS: readonly unknown[] = [
  'message',
  'announcement',
  'join',
  'leave',
  'kicked',
  'destroyed',
] satisfies readonly TextRoomFrame['kind'][];

/**
 * What a text that came over the data channel says; throws nothing.
 *
 * @param text - The text.
 * @see https://janus.conf.meetecho.com/docs/textroom.html
 */
export const toTextRoomFrame = (text: string): TextRoomFrame => {
  const data = parsed(text);
  const { textroom: kind, transaction: given, error_code: code, error, ...rest } = (data ?? {}) as Json;
  const transaction = typeof given === 'string' ? given : undefined;
  if (typeof code === 'number')
    return { kind: 'refused', transaction, code, codeName: nameOf[code] ?? 'UNKNOWN', reason: String(error) };
  // Nothing unasked carries one, and not all answers say that they are.
  if (transaction !== undefined) return { kind: 'answered', transaction, data: data as Json };
  return TEXTROOM_EVENTS.includes(kind) ? ({ ...rest, kind } as TextRoomFrame) : { kind: 'unknown', data };
};

type Json = Readonly<Record<string, unknown>>;

const nameOf: Readonly<Record<number, string>> = TEXTROOM_ERROR;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};
