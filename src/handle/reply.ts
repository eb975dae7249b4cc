import { ProtocolError } from '../errors/input-errors.js';
import { PluginError } from '../errors/request-errors.js';
import type { JanusMessage } from '../protocol/messages.js';
import type { Handle, Reply } from './handle.js';
import type { StateInput } from './plugin-state.js';
import type { Plugin } from './plugin.js';

/** A plugin's answer: a reply, or a refusal. */
export type Answer = Exclude<StateInput, { readonly kind: 'event' }>;

/**
 * A plugin's answer as a value.
 *
 * @throws {@link ProtocolError} when the answer is none of a plugin's.
 */
export const toInput = (
  message: JanusMessage,
  verb: string,
  body: object,
  { sessionId, id: handleId }: Pick<Handle, 'sessionId' | 'id'>,
  { package: plugin, errors }: Plugin,
): Answer => {
  const { plugindata, jsep } = message as Partial<Extract<JanusMessage, { janus: 'event' }>>;
  if (plugindata === undefined)
    throw new ProtocolError(`the answer to ${verb} (${message.janus}) carries no plugindata`);
  const { data } = plugindata;
  const { error_code: code, error: words } = data;
  if (typeof code !== 'number')
    return { kind: 'reply', verb, body, reply: { data, jsep, transaction: message.transaction ?? '' } };
  const codeName = errors[code] ?? 'UNKNOWN';
  const reason = typeof words === 'string' ? words : '';
  const error = new PluginError({ code, codeName, reason, verb, plugin, sessionId, handleId });
  return { kind: 'refused', verb, body, error };
};

/** The reply to whoever asked. @throws {@link PluginError} when it is a refusal. */
export const replyOf = (answer: Answer): Reply => {
  if (answer.kind === 'refused') throw answer.error;
  return answer.reply;
};

/** The name that errors give a body sent by hand. */
export const requestOf = ({ request }: { readonly request?: unknown }): string =>
  typeof request === 'string' ? request : 'message';
