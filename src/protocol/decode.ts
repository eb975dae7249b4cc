import { ProtocolError } from '../errors/input-errors.js';
import { describeValue } from '../internal/describe-value.js';
import type { JanusMessage } from './messages.js';
import { MESSAGE } from './verbs.js';

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const wrong = (field: string, expected: string, value: unknown): never => {
  throw new ProtocolError(`${field} must be ${expected}, got ${describeValue(value)}`);
};

const checkId = (raw: Fields, field: string): void => {
  const id = raw[field];
  if (id !== undefined && !Number.isSafeInteger(id)) wrong(field, 'an integer below 2^53', id);
};

const checkError = ({ error }: Fields): void => {
  if (!isObject(error) || typeof error['code'] !== 'number')
    wrong('error', 'an object with a numeric code', error);
};

const checkPluginData = ({ plugindata }: Fields): void => {
  if (!isObject(plugindata) || !isObject(plugindata['data']))
    wrong('plugindata', 'an object with data', plugindata);
};

/**
 * Reads one message of the server: the parsed object itself when it is well formed, so that decoding costs no copy.
 *
 * @throws {@link ProtocolError} for what is no object or has a wrong type in a known place. An unknown verb is no mistake.
 */
export const decode = (raw: unknown): JanusMessage => {
  if (!isObject(raw)) return wrong('a message', 'an object', raw);
  const { janus: verb, transaction } = raw;
  if (typeof verb !== 'string') return wrong('janus', 'a string', verb);
  if (transaction !== undefined && typeof transaction !== 'string')
    wrong('transaction', 'a string', transaction);
  checkId(raw, 'session_id');
  checkId(raw, 'sender');
  if (verb === 'error') checkError(raw);
  if (verb === 'event' || raw['plugindata'] !== undefined) checkPluginData(raw);
  return Object.hasOwn(MESSAGE, verb)
    ? (raw as unknown as JanusMessage)
    : ({ ...envelopeOf(raw), janus: 'unknown', verb, raw } as JanusMessage);
};

const envelopeOf = ({ transaction, session_id, sender }: Fields): Fields => ({
  transaction,
  session_id,
  sender,
});

/**
 * Reads one text frame.
 *
 * @throws {@link ProtocolError} for what is no JSON, no text, too long, or no message.
 */
export const decodeFrame = (frame: unknown, maxLength: number): JanusMessage => {
  if (typeof frame !== 'string') return wrong('a frame', 'text', frame);
  if (frame.length > maxLength)
    throw new ProtocolError(`a frame of ${frame.length} characters, maxFrameLength is ${maxLength}`);
  return decode(parse(frame));
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    // The parser's own words may quote the frame, which may hold a secret: they stay in the cause's type alone.
    throw new ProtocolError(`not JSON (${text.length} characters)`, {
      cause: cause instanceof Error ? cause.name : cause,
    });
  }
};
