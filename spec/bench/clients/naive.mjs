// What comes to mind first with rxjs: one Subject of all messages, a filter for each request and each handle.
import { Subject, filter, firstValueFrom, lastValueFrom, map, take, timeout, defer } from 'rxjs';
import { WebSocket } from 'ws';
import { messagesOf, timeEach } from '../lib/dispatch.mjs';
import { asking } from './rxjs-janus.mjs';

const PLUGIN = 'janus.plugin.videoroom';

const open = (url) =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(url, 'janus-protocol', { perMessageDeflate: false });
    socket.onerror = reject;
    socket.onopen = () => resolve(socket);
  });

class NaiveClient {
  #socket;
  #count = 0;
  message$ = new Subject();

  constructor(socket) {
    this.#socket = socket;
    socket.onmessage = ({ data }) => this.message$.next(JSON.parse(data));
  }

  request$(body, timeoutMs = 10_000) {
    return defer(() => {
      const transaction = String(this.#count++);
      // A turn later, when somebody listens.
      queueMicrotask(() => this.#socket.send(JSON.stringify({ ...body, transaction })));
      return this.message$.pipe(
        filter((message) => message.transaction === transaction && message.janus !== 'ack'),
        take(1),
        timeout(timeoutMs),
      );
    });
  }

  event$(handleId) {
    return this.message$.pipe(filter(({ janus, sender }) => janus === 'event' && sender === handleId));
  }
}

export async function connect(url) {
  const client = new NaiveClient(await open(url));
  const id$ = (body) => client.request$(body).pipe(map(({ data }) => data.id));
  const session_id = await firstValueFrom(id$({ janus: 'create' }));
  const handle_id = await firstValueFrom(id$({ janus: 'attach', session_id, plugin: PLUGIN }));
  const message$ = (body, timeoutMs) =>
    client.request$({ janus: 'message', session_id, handle_id, body }, timeoutMs);
  return {
    requests: asking(() => message$({ request: 'exists', room: 1234 })),
    async events(count) {
      const all = lastValueFrom(client.event$(handle_id).pipe(take(count)));
      await firstValueFrom(message$({ push: count }));
      await all;
    },
    async sessions(count, listening) {
      let heard = 0;
      const one = async () => {
        const session = await firstValueFrom(id$({ janus: 'create' }));
        for (let i = 0; i < 2; i++) {
          const handle = await firstValueFrom(id$({ janus: 'attach', session_id: session, plugin: PLUGIN }));
          if (listening) client.event$(handle).subscribe(() => heard++);
        }
      };
      await Promise.all(Array.from({ length: count }, one));
    },
    pend(count) {
      for (let i = 0; i < count; i++)
        message$({ never: true }, 600_000).subscribe({ error: () => undefined });
    },
    dispatch(count, handles) {
      let heard = 0;
      const messages = messagesOf(session_id, handles);
      for (const { sender } of messages) client.event$(sender).subscribe(() => heard++);
      return timeEach(
        count,
        (i) => client.message$.next(messages[i % handles]),
        () => heard,
      );
    },
  };
}
