// What the recorder tells: messages, polls and ends, in the order in which they passed.
import { type ClosedBy } from '../proxy.js';

export interface Frame {
  /** Epoch milliseconds. */
  readonly at: number;
  /** The number of the connection, 1 being the first that was made. */
  readonly connection: number;
  /** `out` is from the client. */
  readonly direction: 'out' | 'in';
  /** `message.janus`, or what else passed: `opened`, `poll`, `closed`, an HTTP status as `404`, `malformed`. */
  readonly verb: string;
  /** The parsed JSON object; `undefined` for what is none. */
  readonly message?: Readonly<Record<string, unknown>>;
  /** By the message, else by the path of the request. */
  readonly sessionId?: number;
  readonly handleId?: number;
  /** Path and query of the request, REST only. */
  readonly path?: string;
  /** What was sent when it was no JSON object. */
  readonly text?: string;
  /** Close code of the WebSocket, absent when there was no close frame. */
  readonly code?: number;
  readonly by?: ClosedBy;
  /** Of a closed HTTP connection: the requests that had no answer yet, such as `GET /janus/1?maxev=100`. */
  readonly unanswered?: readonly string[];
}

type Details = Partial<Omit<Frame, 'message' | 'sessionId' | 'handleId'>>;
export type Draft = Details & Pick<Frame, 'direction' | 'verb'>;

/** One frame per object; an answered poll may hold many. */
export function draftMessages(text: string, details: Details & Pick<Frame, 'direction'>): MessageDraft[] {
  const parsed = parse(text);
  const items: unknown[] = Array.isArray(parsed) && details.direction === 'in' ? parsed : [parsed];
  return items.map((item) =>
    isObject(item) ? ofObject(item, details) : { ...details, verb: 'malformed', text },
  );
}

export type MessageDraft = Draft & Pick<Frame, 'message' | 'sessionId' | 'handleId'>;

function ofObject(
  message: Record<string, unknown>,
  details: Details & Pick<Frame, 'direction'>,
): MessageDraft {
  const [pathSession, pathHandle] = idsOf(details.path ?? '');
  const sessionId = idOf(message['session_id']) ?? pathSession;
  const handleId = idOf(message['handle_id']) ?? idOf(message['sender']) ?? pathHandle;
  return {
    ...details,
    verb: String(message['janus']),
    message,
    ...(sessionId === undefined ? {} : { sessionId }),
    ...(handleId === undefined ? {} : { handleId }),
  };
}

/** Of `/janus/<session>/<handle>?query`. */
export function idsOf(path: string): [session?: number, handle?: number] {
  const numbers = (path.split('?')[0] ?? '').split('/').filter((part) => /^\d+$/.test(part));
  return numbers.map(Number) as [number?, number?];
}

function idOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
