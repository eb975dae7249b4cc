// What one writes by hand, and in the best order: a new socket, then all claims and a request for each session in one
// write, and only then the answers are looked at.
import { WebSocket } from 'ws';
import { Cuttable } from './cuttable.mjs';

class RawClient {
  #url;
  #tcp = new Cuttable();
  #socket;
  #transactions = 0;
  #pending = new Map();
  #sessions = [];

  constructor(url) {
    this.#url = url;
  }

  async create(count) {
    await this.#open();
    const created = await Promise.all(Array.from({ length: count }, () => this.#ask({ janus: 'create' })));
    this.#sessions = created.map(({ data }) => data.id);
  }

  /** Milliseconds from the cut until a request of each session has its answer. */
  async cut() {
    const closed = new Promise((resolve) => this.#socket.once('close', resolve));
    const began = performance.now();
    this.#tcp.cut();
    await closed;
    const stream = await this.#open();
    stream.cork();
    const answers = [];
    for (const session_id of this.#sessions) {
      answers.push(this.#ask({ janus: 'claim', session_id }));
      answers.push(this.#ask({ janus: 'keepalive', session_id }));
    }
    stream.uncork();
    await Promise.all(answers);
    return performance.now() - began;
  }

  async end() {
    await Promise.all(this.#sessions.map((session_id) => this.#ask({ janus: 'destroy', session_id })));
    this.#socket.close();
  }

  #open() {
    const { createConnection } = this.#tcp;
    const socket = new WebSocket(this.#url, 'janus-protocol', { perMessageDeflate: false, createConnection });
    this.#socket = socket;
    socket.on('message', (data) => this.#receive(JSON.parse(data)));
    return new Promise((resolve, reject) => {
      let stream;
      socket.once('upgrade', (response) => (stream = response.socket));
      socket.once('error', reject);
      socket.once('open', () => resolve(stream));
    });
  }

  #ask(body) {
    return new Promise((resolve, reject) => {
      const transaction = String(this.#transactions++);
      this.#pending.set(transaction, { resolve, reject });
      this.#socket.send(JSON.stringify({ ...body, transaction }));
    });
  }

  #receive(message) {
    const waiting = this.#pending.get(message.transaction);
    if (waiting === undefined) return;
    this.#pending.delete(message.transaction);
    if (message.janus === 'error') waiting.reject(new Error(`${message.error.code} ${message.error.reason}`));
    else waiting.resolve(message);
  }
}

/** A client with so many sessions on one line. */
export async function connect(url, { sessions }) {
  const client = new RawClient(url);
  await client.create(sessions);
  return client;
}
