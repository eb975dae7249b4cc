// janus.js, the browser's client, in Node: with ws for a WebSocket, undici's fetch, and no WebRTC. One session a socket.
import { WebSocket } from 'ws';

globalThis.window = { RTCPeerConnection: class {}, addEventListener: () => undefined };
globalThis.navigator ??= { platform: 'Linux', userAgent: '' };
globalThis.document = { querySelector: () => null };

const { default: Janus } = await import('janus-gateway');

class PlainSocket extends WebSocket {
  constructor(url, protocol) {
    super(url, protocol, { perMessageDeflate: false });
  }
}

const init = () =>
  new Promise((callback) =>
    Janus.init({
      callback,
      dependencies: Janus.useDefaultDependencies({
        WebSocket: PlainSocket,
        fetch,
        adapter: { browserDetails: { browser: 'chrome', version: 100 } },
        extension: { init: () => undefined, isInstalled: () => true },
      }),
    }),
  );

const create = (server, options) =>
  new Promise((success, error) => {
    const janus = new Janus({ server, ...options, success: () => success(janus), error });
  });

const attach = (janus, plugin, onmessage = () => undefined) =>
  new Promise((success, error) => janus.attach({ plugin, success, error, onmessage }));

const PLUGIN = 'janus.plugin.videoroom';

/** `options` are those of its sessions, as `max_poll_events`. */
export async function connect(url, options) {
  await init();
  const janus = await create(url, options);
  let left = 0;
  let done;
  const handle = await attach(janus, PLUGIN, () => {
    if (--left === 0) done();
  });
  const send = (message) => new Promise((success, error) => handle.send({ message, success, error }));
  return {
    async requests(count, inFlight) {
      let open = count;
      const worker = async () => {
        while (open-- > 0) await send({ request: 'exists', room: 1234 });
      };
      await Promise.all(Array.from({ length: inFlight }, worker));
    },
    async events(count) {
      left = count;
      const all = new Promise((resolve) => (done = resolve));
      await send({ push: count });
      await all;
    },
    async sessions(count, listening) {
      let heard = 0;
      const one = async () => {
        const made = await create(url, options);
        for (let i = 0; i < 2; i++) await attach(made, PLUGIN, listening ? () => heard++ : undefined);
      };
      await Promise.all(Array.from({ length: count }, one));
    },
    pend(count) {
      for (let i = 0; i < count; i++) send({ never: true }).catch(() => undefined);
    },
  };
}
