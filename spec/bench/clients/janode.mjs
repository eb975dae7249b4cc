// Meetecho's client for Node, as its examples use it.
import Janode from 'janode';
import Handle from 'janode/handle';

Janode.Logger.setLevel('none');

const TOLD = 'told';

/** A plugin takes its events from the handle; this one hands them on. */
class PlainHandle extends Handle {
  handleMessage(message) {
    if (message.transaction === undefined) this.emit(TOLD, message.plugindata.data);
    else this.closeTransactionWithSuccess(message.transaction, message);
    return message;
  }
}

const descriptor = (id) => ({ id, Handle: PlainHandle });
const VIDEO_ROOM = descriptor('janus.plugin.videoroom');

export async function connect(url) {
  const connection = await Janode.connect({ is_admin: false, address: { url } });
  const session = await connection.create();
  const handle = await session.attach(VIDEO_ROOM);
  const ASK = {
    sync: () => () => handle.message({ request: 'exists', room: 1234 }),
    keepalive: () => () => session.sendRequest({ janus: 'keepalive' }),
    async async() {
      const echo = await session.attach(descriptor('janus.plugin.echotest'));
      return () => echo.message({ audio: true });
    },
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
        handle.removeAllListeners(TOLD);
        handle.on(TOLD, () => --left === 0 && resolve());
      });
      await handle.message({ push: count });
      await all;
    },
    async sessions(count, listening) {
      let heard = 0;
      const one = async () => {
        const made = await connection.create();
        for (const attached of [await made.attach(VIDEO_ROOM), await made.attach(VIDEO_ROOM)])
          if (listening) attached.on(TOLD, () => heard++);
      };
      await Promise.all(Array.from({ length: count }, one));
    },
    pend(count) {
      for (let i = 0; i < count; i++) handle.message({ never: true }).catch(() => undefined);
    },
  };
}
