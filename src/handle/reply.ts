import { ProtocolError } from '../errors/input-errors.js';
import { PluginError } from '../errors/request-errors.js';
import type { JanusMessage } from '../protocol/messages.js';
import type { Handle, Reply } from './handle.js';
import type { Plugin } from './plugin.js';

/**
 * A plugin's answer as a value.
 *
 * @throws {@link PluginError} when the plugin refuses, {@link ProtocolError} when the answer is none of a plugin's.
 */
export const toReply = (
  message: JanusMessage,
  verb: string,
  { sessionId, id }: Pick<Handle, 'sessionId' | 'id'>,
  plugin: Plugin,
): Reply => {
  const { plugindata, jsep } = message as Partial<Extract<JanusMessage, { janus: 'event' }>>;
  if (plugindata === undefined)
    throw new ProtocolError(`the answer to ${verb} (${message.janus}) carries no plugindata`);
  const { data } = plugindata;
  const { error_code: code, error } = data;
  if (typeof code === 'number') {
    const codeName = plugin.errors[code] ?? 'UNKNOWN';
    throw new PluginError({
      code,
      codeName,
      reason: typeof error === 'string' ? error : '',
      verb,
      plugin: plugin.package,
      sessionId,
      handleId: id,
    });
  }
  return { data, jsep, transaction: message.transaction ?? '' };
};
