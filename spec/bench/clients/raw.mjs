// What one writes by hand: one ws, JSON, a Map of transactions, a promise per request, one listener.
import { WebSocket } from 'ws';
import { messagesOf, timeEach } from '../lib/dispatch.mjs';

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
    socket.on('message', (data) => this.receive(JSON.parse(data)));
    this.#timer = setInterval(() => this.#keepAlive(), KEEP_ALIVE_MS);
  }

  request(body) {
    return new Promise((resolve, reject) => {
      const transaction = String(this.#count++);
      this.#pending.set(transaction, { resolve, reject, acked: body.janus === 'keepalive' });
      this.#socket.send(JSON.stringify({ ...body, transaction }));
    });
  }

  async create() {
    const { data } = await this.request({ janus: 'create' });
    this.#sessions.set(data.id, { id: data.id, handles: new Map() });
    return data.id;
  }

  async attach(session_id, plugin = 'janus.plugin.videoroom') {
    const { data } = await this.request({ janus: 'attach', session_id, plugin });
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

  receive(message) {
    const waiting = this.#pending.get(message.transaction);
    if (waiting === undefined) return this.#listeners.get(message.sender)?.(message);
    const { janus } = message;
    if (janus === 'ack' && !waiting.acked) return;
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
  const echo = async () => {
    const handle = await client.attach(session_id, 'janus.plugin.echotest');
    return () => client.request({ janus: 'message', session_id, handle_id: handle, body: { audio: true } });
  };
  const ASK = {
    sync: () => () => message({ request: 'exists', room: 1234 }),
    async: echo,
    keepalive: () => () => client.request({ janus: 'keepalive', session_id }),
  };
  return {
    async requests(count, inFlight, kind = 'sync') {
      const ask = await ASK[kind]();
      let left = count;
      const worker = async () => {
        while (left-- > 0) await ask();
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
    pend(count) {
      for (let i = 0; i < count; i++) void message({ never: true });
    },
    dispatch(count, handles) {
      let heard = 0;
      const message = messagesOf(session_id, handles);
      for (const { sender } of message) client.listen(sender, () => heard++);
      return timeEach(
        count,
        (i) => client.receive(message[i % handles]),
        () => heard,
      );
    },
  };
}
