// The same answers over HTTP, read and written by hand: a server of Node's own would be what is measured. One long
// poll for each session; what is pushed is queued for it.
import { createServer } from 'node:net';

const response = (body) =>
  `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

/** How many events wait for the poll of a session, and the poll that waits for events. */
class Queue {
  #one;
  #waiting = 0;
  #poll;

  push(one, count) {
    this.#one = one;
    this.#waiting += count;
    this.#poll?.();
  }

  poll(most, answer) {
    this.#poll = () => {
      if (this.#waiting === 0) return;
      this.#poll = undefined;
      const count = Math.min(this.#waiting, most);
      this.#waiting -= count;
      answer(most === 1 ? this.#one : `[${Array.from({ length: count }, () => this.#one).join(',')}]`);
    };
    this.#poll();
  }
}

const queues = new Map();
const queueOf = (sessionId) => {
  const queue = queues.get(sessionId) ?? new Queue();
  queues.set(sessionId, queue);
  return queue;
};

const serve = (answerOf, eventOf) => (socket) => {
  let text = '';
  let out = '';
  const send = (body) => {
    if (out === '')
      process.nextTick(() => {
        socket.write(out, 'latin1');
        out = '';
      });
    out += response(body);
  };
  const post = (path, body) => {
    const [, , session_id, handle_id] = path.split('/');
    const request = JSON.parse(body);
    if (session_id) request.session_id = Number(session_id);
    if (handle_id) request.handle_id = Number(handle_id);
    const answer = answerOf(request);
    if (answer !== undefined) send(answer);
    if (request.body?.push) queueOf(request.session_id).push(eventOf(request), request.body.push);
  };
  const get = (path) => {
    const [, , tail] = path.split('/');
    if (tail === 'info') return send(answerOf({ janus: 'info', transaction: '' }));
    const [id, query = ''] = tail.split('?');
    queueOf(Number(id)).poll(Number(/maxev=(\d+)/.exec(query)?.[1] ?? 1), send);
  };
  /** Reads one request from the front of what came; whether there was a whole one. */
  const next = () => {
    const headEnd = text.indexOf('\r\n\r\n');
    if (headEnd < 0) return false;
    const head = text.slice(0, headEnd);
    const length = Number(/content-length: *(\d+)/i.exec(head)?.[1] ?? 0);
    const end = headEnd + 4 + length;
    if (text.length < end) return false;
    const [method, path] = head.slice(0, head.indexOf('\r\n')).split(' ');
    const body = text.slice(headEnd + 4, end);
    text = text.slice(end);
    if (method === 'POST') post(path, body);
    else get(path);
    return true;
  };
  socket.setNoDelay(true).setEncoding('latin1');
  socket.on('data', (part) => {
    text += part;
    while (next());
  });
  socket.on('error', () => socket.destroy());
};

/** @param answerOf a request to its answer, as text; undefined for none @param eventOf the event that a request pushes */
export const httpServer = (answerOf, eventOf) => createServer(serve(answerOf, eventOf));
