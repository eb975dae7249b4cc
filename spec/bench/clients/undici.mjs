// REST by hand: undici.request over one pool, JSON, and a loop of long polls.
import { Pool } from 'undici';

export async function connect(url) {
  const { origin, pathname: base } = new URL(url);
  const pool = new Pool(origin);
  let count = 0;
  const post = async (path, body) => {
    const { body: answer } = await pool.request({
      path: base + path,
      method: 'POST',
      body: JSON.stringify({ ...body, transaction: String(count++) }),
    });
    const message = JSON.parse(await answer.text());
    if (message.janus === 'error') throw new Error(message.error.reason);
    return message;
  };
  const { data: session } = await post('', { janus: 'create' });
  const { data: handle } = await post(`/${session.id}`, {
    janus: 'attach',
    plugin: 'janus.plugin.videoroom',
  });
  const message = (body) => post(`/${session.id}/${handle.id}`, { janus: 'message', body });
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
      await message({ push: count });
      while (left > 0) {
        const { body } = await pool.request({ path: `${base}/${session.id}?maxev=10`, method: 'GET' });
        for (const event of JSON.parse(await body.text())) if (event.janus === 'event') left--;
      }
    },
  };
}
