// HTTP without any library of ours, a connection per request.
import { request, type ClientRequest, type IncomingHttpHeaders } from 'node:http';
import type { Json } from './json.js';

export interface RawResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface RawExchange {
  readonly response: Promise<RawResponse>;
  /** Closes the connection as a client does that gives up. */
  abort(): void;
}

export class RawRest {
  constructor(readonly url: string) {}

  send(method: string, path: string, body?: string, headers: Record<string, string> = {}): RawExchange {
    let sent: ClientRequest | undefined;
    const response = new Promise<RawResponse>((resolve, reject) => {
      sent = request(new URL(this.url.replace(/\/janus$/, '') + path), { method, agent: false, headers });
      sent.on('error', reject).on('response', (answer) => {
        let text = '';
        answer.on('data', (chunk: Buffer) => (text += chunk.toString())).on('error', reject);
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
      });
      sent.end(body);
    });
    response.catch(() => undefined);
    return { response, abort: () => void sent?.destroy() };
  }

  async post(path: string, body: Json): Promise<Json> {
    const { text } = await this.send('POST', path, JSON.stringify({ transaction: 'raw', ...body })).response;
    return JSON.parse(text) as Json;
  }

  poll(sessionId: number, query = ''): RawExchange {
    return this.send('GET', `/janus/${sessionId}${query}`);
  }

  async polled(sessionId: number, query = ''): Promise<unknown> {
    const { text } = await this.poll(sessionId, query).response;
    return JSON.parse(text);
  }

  async create(): Promise<number> {
    return ((await this.post('/janus', { janus: 'create' }))['data'] as { id: number }).id;
  }

  async attach(sessionId: number, plugin = 'janus.plugin.echotest'): Promise<number> {
    const reply = await this.post(`/janus/${sessionId}`, { janus: 'attach', plugin });
    return (reply['data'] as { id: number }).id;
  }

  echo(sessionId: number, handleId: number, transaction: string): Promise<Json> {
    const body = { janus: 'message', transaction, body: { audio: true } };
    return this.post(`/janus/${sessionId}/${handleId}`, body);
  }
}
