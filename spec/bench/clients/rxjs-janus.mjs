// The library as its users write it, everything on by default: deadlines, keep-alive, reclaim, diagnostics.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Observable, firstValueFrom, lastValueFrom, take } from 'rxjs';
import { messagesOf, timeEach } from '../lib/dispatch.mjs';

const PLUGIN = 'janus.plugin.videoroom';

/** A value, and the lease that keeps it. */
const held = (source$) =>
  new Promise((resolve, reject) => {
    const lease = source$.subscribe({ next: (value) => resolve([value, lease]), error: reject });
  });

/** So many requests, so many in flight. */
export const asking = (ask$) => (count, inFlight) =>
  new Promise((resolve, reject) => {
    let left = count;
    let open = inFlight;
    const next = () => {
      if (left-- > 0) ask$().subscribe({ next: () => undefined, error: reject, complete: next });
      else if (--open === 0) resolve();
    };
    for (let i = 0; i < inFlight; i++) next();
  });

/** A transport without a socket: messages are put into it by hand. */
const inProcess = ({ transportOver }, handles) => {
  let sink;
  let lastHandle = 1_000;
  const answer = ({ janus, session_id, transaction }) => {
    if (janus === 'info') return { janus: 'server_info', transaction };
    const id = janus === 'create' ? 1 : ++lastHandle;
    return { janus: 'success', session_id, transaction, data: { id } };
  };
  const transport$ = transportOver(
    (into) =>
      new Observable((subscriber) => {
        sink = into;
        subscriber.next({
          kind: 'stream',
          send: (request) => void queueMicrotask(() => into.receive(answer(request))),
        });
      }),
  );
  return { transport$, receive: (message) => sink.receive(message), messages: messagesOf(1, handles) };
};

const dispatch = (library) => async (count, handles) => {
  let heard = 0;
  const { transport$, receive, messages } = inProcess(library, handles);
  const [session, lease] = await held(library.create$(transport$, { keepAliveMs: 1e9 }));
  for (let i = 0; i < handles; i++) {
    const [handle] = await held(session.attach$(PLUGIN));
    handle.event$.subscribe({ next: () => heard++, error: () => undefined });
  }
  const result = timeEach(
    count,
    (i) => receive(messages[i % handles]),
    () => heard,
  );
  lease.unsubscribe();
  return result;
};

/** Sessions with two handles each; nothing of the bench's own is kept for each: no closure, no promise. */
const sessions = (library, janus$, options) => (count, listening) => {
  let heard = 0;
  const hear = () => heard++;
  return new Promise((resolve, reject) => {
    let left = 2 * count;
    const attached = (one) => {
      if (listening) one.event$.subscribe(hear);
      if (--left === 0) resolve();
    };
    const onHandle = { next: attached, error: reject };
    const opened = (one) => {
      one.attach$(PLUGIN).subscribe(onHandle);
      one.attach$(PLUGIN).subscribe(onHandle);
    };
    const onSession = { next: opened, error: reject };
    for (let i = 0; i < count; i++) library.create$(janus$, options).subscribe(onSession);
  });
};

/** See client.mjs for what each work is; `dist` is the folder of the built ES modules, `session` the session's options. */
export async function connect(url, { dist, session: sessionOptions, transport }) {
  const library = await import(pathToFileURL(join(dist, 'index.mjs')));
  const transportOf = url.startsWith('ws') ? library.webSocketTransport : library.restTransport;
  const janus$ = transportOf({ url, ...transport });
  const [session] = await held(library.create$(janus$, sessionOptions));
  const [handle] = await held(session.attach$(PLUGIN));
  const ASK = {
    sync: () => () => handle.message$({ request: 'exists', room: 1234 }),
    keepalive: () => () => session.request$('keepalive'),
    async async() {
      const [echo] = await held(session.attach$('janus.plugin.echotest'));
      return () => echo.message$({ audio: true });
    },
  };
  return {
    requests: async (count, inFlight, kind = 'sync') => asking(await ASK[kind]())(count, inFlight),
    async events(count) {
      const all = lastValueFrom(handle.event$.pipe(take(count)));
      await firstValueFrom(handle.message$({ push: count }));
      await all;
    },
    sessions: sessions(library, janus$, sessionOptions),
    pend(count) {
      for (let i = 0; i < count; i++)
        handle.message$({ never: true }, { timeoutMs: 600_000 }).subscribe({ error: () => undefined });
    },
    dispatch: dispatch(library),
    handle,
  };
}
