import { ProtocolError } from '../errors/input-errors.js';
import type { JanusMessage } from './messages.js';
import { ANSWERS } from './verbs.js';

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isIdOrNone = (id: unknown): boolean => id === undefined || Number.isSafeInteger(id);

/** The first field that has a wrong type, `''` for the whole. */
const wrongField = (raw: unknown): string | undefined => {
  if (!isObject(raw)) return '';
  const { janus, transaction, session_id, sender, error, plugindata } = raw;
  if (typeof janus !== 'string') return 'janus';
  if (transaction !== undefined && typeof transaction !== 'string') return 'transaction';
  if (!isIdOrNone(session_id)) return 'session_id';
  if (!isIdOrNone(sender)) return 'sender';
  if (janus === 'error' && !(isObject(error) && typeof error['code'] === 'number')) return 'error';
  if (
    (janus === 'event' || plugindata !== undefined) &&
    !(isObject(plugindata) && isObject(plugindata['data']))
  )
    return 'plugindata';
  return undefined;
};

/**
 * Reads one message of the server: the parsed object itself when it is well formed, so that decoding costs no copy.
 *
 * @throws {@link ProtocolError} for what is no object or has a wrong type in a known place. An unknown verb is no mistake.
 */
export const decode = (raw: unknown): JanusMessage => {
  const wrong = wrongField(raw);
  if (wrong !== undefined) throw new ProtocolError(wrong ? `wrong type of ${wrong}` : 'no object');
  const message = raw as JanusMessage;
  return Object.hasOwn(ANSWERS, message.janus)
    ? message
    : ({ ...message, janus: 'unknown', verb: message.janus, raw } as JanusMessage);
};

/**
 * Reads one text frame.
 *
 * @throws {@link ProtocolError} for what is no JSON, no text, too long, or no message.
 */
export const decodeFrame = (frame: unknown, maxLength: number): JanusMessage =>
  decode(parseFrame(frame, maxLength));

/**
 * Parses one text frame. The parser's own words may quote the frame, which may hold a secret: they are left out.
 *
 * @throws {@link ProtocolError} for what is no JSON, no text, or too long.
 */
export const parseFrame = (frame: unknown, maxLength: number): unknown => {
  if (typeof frame !== 'string') throw new ProtocolError('no text');
  if (frame.length > maxLength)
    throw new ProtocolError(`${frame.length} characters, maxFrameLength is ${maxLength}`);
  try {
    return JSON.parse(frame) as unknown;
  } catch {
    throw new ProtocolError(`no JSON (${frame.length} characters)`);
  }
};
