// Requests of somebody else, by plain HTTP: what a second, rude client would send.
import { type ServersOptions } from './target.js';

type Json = Readonly<Record<string, unknown>>;

/** Adds a transaction and what the server demands; resolves with the reply, be it an error. */
export async function rawRequest(restUrl: string, body: Json, options: ServersOptions): Promise<Json> {
  const secret = options.apiSecret === undefined ? {} : { apisecret: options.apiSecret };
  const token = options.tokens?.[0] === undefined ? {} : { token: options.tokens[0] };
  const response = await fetch(restUrl, {
    method: 'POST',
    body: JSON.stringify({ transaction: 'somebody-else', ...secret, ...token, ...body }),
    headers: { connection: 'close' },
    signal: AbortSignal.timeout(10_000),
  });
  return (await response.json()) as Json;
}

/** The same, where nothing but success will do. */
export async function rawSuccess(restUrl: string, body: Json, options: ServersOptions): Promise<void> {
  const reply = await rawRequest(restUrl, body, options);
  if (reply['janus'] !== 'success') throw new Error(`${String(body['janus'])}: ${JSON.stringify(reply)}`);
}
