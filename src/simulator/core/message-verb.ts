import { breachReason, findBreach } from '../json/fields.js';
import type { JsonObject } from '../json/object.js';
import type { PluginResult } from '../plugins/plugin.js';
import type { HandleContext } from './context.js';
import { readJsep } from './jsep.js';
import { Refusal } from './refusal.js';
import { wireMessage } from './wire.js';

/** A message to a plugin: its answer at once, or an `ack` and then whatever the plugin pushes. */
export function serveMessage(context: HandleContext): void {
  const { request, handle, transaction } = context;
  const breach = findBreach(request, { body: { kind: 'object', required: true } });
  if (breach !== undefined) throw new Refusal(breach.missing ? 456 : 467, breachReason(breach));
  const jsep = request['jsep'] === undefined ? undefined : readJsep(request['jsep'], handle.pc);
  if (handle.instance === undefined) throw new Refusal(462, 'No plugin to handle this message');
  const body = request['body'] as JsonObject;
  answer(context, handle.instance.message({ body, transaction, ...(jsep === undefined ? {} : { jsep }) }));
}

function answer({ core, session, handle, transaction, reply }: HandleContext, result: PluginResult): void {
  if (result.kind === 'now') {
    reply({
      ...wireMessage('success', session.id, transaction),
      sender: handle.id,
      plugindata: { plugin: handle.plugin.name, data: result.data },
    });
    return;
  }
  const ack = wireMessage('ack', session.id, transaction);
  if (core.eventBeforeAck) result.run();
  reply(result.hint === undefined ? ack : { ...ack, hint: result.hint });
  if (!core.eventBeforeAck) result.run();
}
