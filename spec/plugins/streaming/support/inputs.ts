// What a Streaming handle's state is folded from, in the shapes that Janus 1.1.2 was seen to send.
import { PluginError } from 'rxjs-janus';
import { type StateInput } from '../../../../src/handle/plugin-state.js';

type Data = Readonly<Record<string, unknown>>;

/** What the plugin says unasked. */
export const said = (data: Data): StateInput => ({
  kind: 'event',
  event: { kind: 'plugin', data, jsep: undefined, transaction: undefined },
});

/** Of the viewer. */
export const status = (word: string): StateInput => said({ streaming: 'event', result: { status: word } });

/** The answer to a request. */
export const reply = (verb: string, data: Data, body: object = {}): StateInput => ({
  kind: 'reply',
  verb,
  body: { ...body, request: verb },
  reply: { data, jsep: undefined, transaction: 't' },
});

/** The answer to a viewer's request. */
export const result = (verb: string, fields: Data, body: object = {}): StateInput =>
  reply(verb, { streaming: 'event', result: fields }, body);

export const refused = (verb: string, code: number, body: object = {}): StateInput => ({
  kind: 'refused',
  verb,
  body: { ...body, request: verb },
  error: new PluginError({
    code,
    codeName: 'NAME',
    reason: 'words',
    verb,
    plugin: 'janus.plugin.streaming',
    sessionId: 1,
    handleId: 2,
  }),
});

/** What the core tells when a PeerConnection is gone. */
export const hangup: StateInput = { kind: 'event', event: { kind: 'hangup', reason: 'DTLS alert' } };
