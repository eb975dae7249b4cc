// What one writes by hand: one ws, JSON, a Map of transactions, a promise per request, one listener.
import { WebSocket } from 'ws';

const KEEP_ALIVE_MS = 20_000;

class RawClient {
  #socket;
  #pending = new Map();
  #sessions = new Map();
  #listeners = new Map();
  #count = 0;
  #timer;

  constructor(socket) {
    this.#socket = socket;
    socket.on('message', (data) => this.#receive(JSON.parse(data)));
    this.#timer = setInterval(() => this.#keepAlive(), KEEP_ALIVE_MS);
  }

  request(body) {
    return new Promise((resolve, reject) => {
      const transaction = String(this.#count++);
      this.#pending.set(transaction, { resolve, reject });
      this.#socket.send(JSON.stringify({ ...body, transaction }));
    });
  }

  async create() {
    const { data } = await this.request({ janus: 'create' });
    this.#sessions.set(data.id, { id: data.id, handles: new Map() });
    return data.id;
  }

  async attach(session_id) {
    const { data } = await this.request({ janus: 'attach', session_id, plugin: 'janus.plugin.videoroom' });
    this.#sessions.get(session_id).handles.set(data.id, { id: data.id, session_id });
    return data.id;
  }

  listen(handleId, listener) {
    this.#listeners.set(handleId, listener);
  }

  close() {
    clearInterval(this.#timer);
    this.#socket.close();
  }

  #keepAlive() {
    for (const session_id of this.#sessions.keys())
      this.request({ janus: 'keepalive', session_id }).catch(() => this.#socket.close());
  }

  #receive(message) {
    const waiting = this.#pending.get(message.transaction);
    if (waiting === undefined) return this.#listeners.get(message.sender)?.(message);
    const { janus } = message;
    if (janus === 'ack') return;
    this.#pending.delete(message.transaction);
    if (janus === 'error') waiting.reject(new Error(`${message.error.code} ${message.error.reason}`));
    else waiting.resolve(message);
  }
}

const open = (url) =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(url, 'janus-protocol', { perMessageDeflate: false });
    socket.once('error', reject);
    socket.once('open', () => resolve(new RawClient(socket)));
  });

/** See client.mjs for what each work is. */
export async function connect(url) {
  const client = await open(url);
  const session_id = await client.create();
  const handle_id = await client.attach(session_id);
  const message = (body) => client.request({ janus: 'message', session_id, handle_id, body });
  return {
    async requests(count, inFlight) {
      let left = count;
      const worker = async () => {
        while (left-- > 0) await message({ request: 'exists', room: 1234 });
      };
      await Promise.all(Array.from({ length: inFlight }, worker));
    },
    async events(count) {
      let left = count;
      const all = new Promise((resolve) => {
        client.listen(handle_id, () => --left === 0 && resolve());
      });
      await message({ push: count });
      await all;
    },
    async sessions(count, listening) {
      let heard = 0;
      const one = async () => {
        const id = await client.create();
        for (const handle of [await client.attach(id), await client.attach(id)])
          if (listening) client.listen(handle, () => heard++);
      };
      await Promise.all(Array.from({ length: count }, one));
    },
    close: () => client.close(),
  };
}
