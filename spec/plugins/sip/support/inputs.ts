// What a SIP handle's state is folded from, in the shapes that Janus 1.1.2 was seen to send.
import { type Jsep, PluginError } from 'rxjs-janus';
import { type StateInput } from '../../../../src/handle/plugin-state.js';

export const offer: Jsep = { type: 'offer', sdp: 'v=0 offer' };
export const answer: Jsep = { type: 'answer', sdp: 'v=0 answer' };

/** Of the call that most cases are about. */
export const CALL_ID = 'the-call';

const dataOf = (result: object, callId: string | undefined): Record<string, unknown> => ({
  sip: 'event',
  result,
  ...(callId !== undefined && { call_id: callId }),
});

/** An event of the plugin's. */
export const event = (
  name: string,
  fields: object = {},
  { jsep, callId = CALL_ID }: { jsep?: Jsep; callId?: string } = {},
): StateInput => ({
  kind: 'event',
  event: {
    kind: 'plugin',
    data: dataOf({ event: name, ...fields }, callId),
    jsep,
    transaction: undefined,
  },
});

/** The answer to a request. */
export const reply = (verb: string, name: string, fields: object = {}, body: object = {}): StateInput => ({
  kind: 'reply',
  verb,
  body: { ...body, request: verb },
  reply: { data: dataOf({ event: name, ...fields }, CALL_ID), jsep: undefined, transaction: 't' },
});

/** The refusal of a request. */
export const refused = (verb: string, code: number, reason: string): StateInput => ({
  kind: 'refused',
  verb,
  body: { request: verb },
  error: new PluginError({
    code,
    codeName: 'NAME',
    reason,
    verb,
    plugin: 'janus.plugin.sip',
    sessionId: 1,
    handleId: 2,
  }),
});

/** What the plugin says to a `call` without an address, in a call of that status. */
export const inCallOf = (status: string): StateInput =>
  refused('call', 447, `Wrong state (already in a call? status=${status})`);
export const free = refused('call', 443, 'Missing mandatory element (uri)');
export const notRegistered = refused('call', 447, 'Wrong state (not registered)');
export const registerFirst = refused('call', 447, 'Wrong state (register first)');
