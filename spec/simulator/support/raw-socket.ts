// A WebSocket without any library of ours, to see what is on the wire.
import { WebSocket } from 'ws';
import { until, within } from '../../support/until.js';
import type { Json } from './json.js';

let transactions = 0;
const open: WebSocket[] = [];

afterEach(() => open.splice(0).forEach((socket) => socket.terminate()));

export class RawSocket {
  readonly texts: string[] = [];
  readonly binaries: Buffer[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  #seen = 0;

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data: Buffer, binary) =>
      binary ? this.binaries.push(data) : this.texts.push(data.toString()),
    );
    this.closed = new Promise((resolve) => {
      socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
    });
    socket.on('error', () => undefined);
  }

  static async open(url: string, protocol: string | string[] = 'janus-protocol'): Promise<RawSocket> {
    const socket = new WebSocket(url, protocol);
    open.push(socket);
    const raw = new RawSocket(socket);
    await within(
      'the WebSocket to open',
      new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject)),
    );
    return raw;
  }

  get received(): readonly Json[] {
    return this.texts.map((text) => JSON.parse(text) as Json);
  }

  /** All that came since the last call. */
  fresh(): readonly Json[] {
    const fresh = this.received.slice(this.#seen);
    this.#seen += fresh.length;
    return fresh;
  }

  say(data: string | Buffer | Json): void {
    this.socket.send(typeof data === 'string' || Buffer.isBuffer(data) ? data : JSON.stringify(data));
  }

  /** The next message that meets the test, those before it included in the search. */
  find(what: string, test: (message: Json) => boolean): Promise<Json> {
    return until(what, () => this.received.find(test));
  }

  /** Sends a request under a transaction of its own and waits for the first message under it. */
  async ask(fields: Json): Promise<Json> {
    const transaction = `raw-${(transactions += 1)}`;
    this.say({ transaction, ...fields });
    return this.find(
      `a reply to ${JSON.stringify(fields)}`,
      (message) => message['transaction'] === transaction,
    );
  }

  /** The `event` that answers a message to a plugin. */
  async message(session: number, handle: number, body: Json, jsep?: Json): Promise<Json> {
    const transaction = `raw-${(transactions += 1)}`;
    const request = { janus: 'message', session_id: session, handle_id: handle, body, transaction };
    this.say(jsep === undefined ? request : { ...request, jsep });
    return this.find(
      `an answer to ${JSON.stringify(body)}`,
      (message) => message['transaction'] === transaction && message['janus'] !== 'ack',
    );
  }

  async create(fields: Json = {}): Promise<number> {
    return idOf(await this.ask({ janus: 'create', ...fields }));
  }

  async attach(session: number, plugin = 'janus.plugin.echotest'): Promise<number> {
    return idOf(await this.ask({ janus: 'attach', session_id: session, plugin }));
  }

  /** A round trip: whatever was under way to here has come before. */
  async settle(): Promise<void> {
    await this.ask({ janus: 'ping' });
  }
}

export const idOf = (reply: Json): number => (reply['data'] as { id: number }).id;
export const dataOf = (event: Json): Json => (event['plugindata'] as { data: Json }).data;
export const errorOf = (reply: Json): unknown => reply['error'];
