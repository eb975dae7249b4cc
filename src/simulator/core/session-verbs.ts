import { breachReason, findBreach, type FieldRules } from '../json/fields.js';
import type { SessionContext } from './context.js';
import { attachHandle } from './handle-life.js';
import { Refusal, wrongPath } from './refusal.js';
import { wireMessage, type WireMessage } from './wire.js';

const ATTACH: FieldRules = {
  plugin: { kind: 'string', required: true },
  opaque_id: { kind: 'string' },
  loop_index: { kind: 'positive integer' },
};

/** Verbs of a request that names a session; `keepalive` and `claim` take a handle too, and pay it no heed. */
export const SESSION_VERBS: Readonly<Record<string, (context: SessionContext) => void>> = {
  keepalive: ({ session, transaction, reply }) => reply(wireMessage('ack', session.id, transaction)),
  claim,
  attach,
  destroy,
};

const success = ({ session, transaction }: SessionContext): WireMessage =>
  wireMessage('success', session.id, transaction);

function claim(context: SessionContext): void {
  const { core, session, requester, reply } = context;
  if (!requester.isOwner(session.owner)) core.sessions.claim(session, () => requester.own(session.id));
  reply(success(context));
}

function attach(context: SessionContext): void {
  const { core, session, handle, request, verb, reply } = context;
  if (handle !== undefined) throw wrongPath(verb);
  const breach = findBreach(request, ATTACH);
  if (breach !== undefined) throw new Refusal(breach.missing ? 456 : 467, breachReason(breach));
  const name = String(request['plugin']);
  const plugin = core.plugins.get(name);
  if (plugin === undefined) throw new Refusal(460, `No such plugin '${name}'`);
  if (!core.auth.allowsPlugin(request['token'], name)) {
    throw new Refusal(405, `Provided token can't access plugin '${name}'`);
  }
  const opaqueId = request['opaque_id'];
  const { id } = attachHandle(session, plugin, typeof opaqueId === 'string' ? opaqueId : undefined);
  reply({ ...success(context), data: { id } });
}

function destroy(context: SessionContext): void {
  const { core, session, handle, verb, reply } = context;
  if (handle !== undefined) throw wrongPath(verb);
  core.sessions.end(session);
  reply(success(context));
}
