// The clients of the page, bundled for Chromium: each makes a handle and tells when so many events have come.
import Janus from 'janus-gateway';
import adapter from 'webrtc-adapter';
import { create$, inSlices, webSocketTransport } from 'rxjs-janus';
import { take } from 'rxjs';

// janus.js expects it as a global.
globalThis.adapter = adapter;

const PLUGIN = 'janus.plugin.videoroom';

const raw = (url) =>
  new Promise((resolve) => {
    const socket = new WebSocket(url, 'janus-protocol');
    const pending = new Map();
    const listeners = new Map();
    let count = 0;
    const ask = (body) =>
      new Promise((answered) => {
        const transaction = String(count++);
        pending.set(transaction, answered);
        socket.send(JSON.stringify({ ...body, transaction }));
      });
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      const answered = pending.get(message.transaction);
      if (answered === undefined) return listeners.get(message.sender)?.(message);
      pending.delete(message.transaction);
      answered(message);
    };
    socket.onopen = async () => {
      const session_id = (await ask({ janus: 'create' })).data.id;
      const handle_id = (await ask({ janus: 'attach', session_id, plugin: PLUGIN })).data.id;
      resolve((push) => {
        let left = push;
        const all = new Promise((done) => listeners.set(handle_id, () => --left === 0 && done()));
        void ask({ janus: 'message', session_id, handle_id, body: { push } });
        return all;
      });
    };
  });

const ours = (url) =>
  new Promise((resolve) => {
    create$(webSocketTransport({ url })).subscribe((session) =>
      session.attach$(PLUGIN).subscribe((handle) =>
        resolve(
          (push) =>
            new Promise((done) => {
              handle.event$.pipe(take(push)).subscribe({ complete: done });
              handle.message$({ push }).subscribe();
            }),
        ),
      ),
    );
  });

const janusJs = (server) =>
  new Promise((resolve) => {
    let left = 0;
    let done;
    const attached = (handle) =>
      resolve(
        (push) =>
          new Promise((all) => {
            left = push;
            done = all;
            handle.send({ message: { push } });
          }),
      );
    const onmessage = () => --left === 0 && done();
    Janus.init({
      callback: () => {
        const janus = new Janus({
          server,
          success: () => janus.attach({ plugin: PLUGIN, success: attached, onmessage }),
        });
      },
    });
  });

const KINDS = { raw, ours, janusJs };
const connected = new Map();

const connect = async (kind, url) => {
  if (!connected.has(kind)) connected.set(kind, await KINDS[kind](url));
  return connected.get(kind);
};

/** Milliseconds of the longest time between two frames while the work lasts. */
const longestFrame = async (work) => {
  let last = performance.now();
  let longest = 0;
  let going = true;
  const frame = (now) => {
    longest = Math.max(longest, now - last);
    last = now;
    if (going) requestAnimationFrame(frame);
  };
  requestAnimationFrame((now) => {
    last = now;
    requestAnimationFrame(frame);
  });
  await work;
  await new Promise((resolve) => requestAnimationFrame(resolve));
  going = false;
  return longest;
};

/** Keeps the thread for so long, as an application does that draws what it is told. */
const work = (ms) => {
  const until = performance.now() + ms;
  while (performance.now() < until);
};

/** Milliseconds of the longest task of 50 ms or more while the work lasts; 0 when there is none. */
const longestTask = async (burst) => {
  let longest = 0;
  const look = (list) => list.getEntries().forEach(({ duration }) => (longest = Math.max(longest, duration)));
  const observer = new PerformanceObserver(look);
  observer.observe({ type: 'longtask' });
  await burst;
  await new Promise((resolve) => setTimeout(resolve, 200));
  observer.disconnect();
  return longest;
};

/** A burst of which each event takes the application some time: with `inSlices` between, or without it. */
globalThis.burst = async (sliced, url, count, costMs) => {
  const handle = await burstHandle(url);
  let left = count;
  const event$ = handle.event$.pipe(take(count), sliced ? inSlices() : (source$) => source$);
  const all = new Promise((complete) => {
    event$.subscribe({ next: () => (left--, work(costMs)), complete });
    handle.message$({ push: count }).subscribe();
  });
  const [longest, frame] = await Promise.all([longestTask(all), longestFrame(all)]);
  if (left !== 0) throw new Error(`${left} events were not passed on`);
  return { longest, frame };
};

let handleOfBursts;
const burstHandle = (url) =>
  (handleOfBursts ??= new Promise((resolve) => {
    create$(webSocketTransport({ url })).subscribe((session) => session.attach$(PLUGIN).subscribe(resolve));
  }));

globalThis.events = async (kind, url, count) => {
  const push = await connect(kind, url);
  return longestFrame(push(count));
};
