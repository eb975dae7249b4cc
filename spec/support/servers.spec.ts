import { WebSocket } from 'ws';
import { describeServers, type Target } from './servers.js';
import { until } from './until.js';

describeServers('the servers of specs', (target) => {
  it('are reached through a line that records and breaks', async () => {
    const client = await join(target);
    const sessionId = await client.request({ janus: 'create' });
    expect(await target.witness.sessions()).toContain(sessionId);
    expect(target.wire.verbs().slice(0, 3)).toEqual(['opened', 'create', 'success']);
    await target.line.refuse();
    target.line.cut();
    await expect(join(target).then((other) => other.request({ janus: 'create' }))).rejects.toThrow();
  });

  it('tell of what was done behind the back of a client', async () => {
    expect(target.wire.frames).toEqual([]);
    const client = await join(target);
    const sessionId = await client.request({ janus: 'create' });
    const plugin = 'janus.plugin.echotest';
    const handleId = await client.request({ janus: 'attach', session_id: sessionId, plugin });
    expect(await target.witness.handles(sessionId)).toEqual([handleId]);
    await target.witness.detachHandle(sessionId, handleId);
    expect(await target.witness.handles(sessionId)).toEqual([]);
    await target.witness.claimAway(sessionId);
    await target.witness.destroySession(sessionId);
    expect(await target.witness.sessions()).not.toContain(sessionId);
    await expect(target.witness.destroySession(sessionId)).rejects.toThrow();
    client.close();
  });

  it('refuse new sessions, and forget all at a restart', async () => {
    await target.witness.acceptNewSessions(false);
    expect(await target.witness.request({ janus: 'create' })).toMatchObject({ error: { code: 472 } });
    await target.witness.acceptNewSessions(true);
    const client = await join(target);
    const sessionId = await client.request({ janus: 'create' });
    await target.witness.restart();
    expect(await target.witness.sessions()).not.toContain(sessionId);
    client.close();
  });
});

describeServers(
  'servers that ask for a token',
  (target) => {
    it('know the first, and what is added and removed', async () => {
      const create = (token: string) => target.witness.request({ janus: 'create', token });
      expect(await create('one')).toMatchObject({ janus: 'success' });
      expect(await create('two')).toMatchObject({ error: { code: 403 } });
      await target.witness.addToken('two');
      expect(await create('two')).toMatchObject({ janus: 'success' });
      await target.witness.removeToken('two');
      expect(await create('two')).toMatchObject({ error: { code: 403 } });
    });
  },
  { tokens: ['one'], over: ['rest'] },
);

/** A client without manners: one request after the other, resolving with the id in the reply. */
async function join(target: Target) {
  return target.over === 'rest' ? overRest(target) : overWebSocket(target);
}

function overRest(target: Target) {
  const request = async (body: object) => {
    const init = { method: 'POST', headers: { connection: 'close' }, body: withTransaction(body) };
    return idOf(await (await fetch(target.url, init)).text());
  };
  return { request, close: () => undefined };
}

async function overWebSocket(target: Target) {
  const socket = new WebSocket(target.url, 'janus-protocol');
  const replies: string[] = [];
  socket.on('message', (data) => replies.push((data as Buffer).toString()));
  await new Promise((resolve, reject) => socket.once('open', resolve).on('error', reject));
  const request = async (body: object) => {
    socket.send(withTransaction(body));
    return idOf(await until('a reply', () => replies.shift()));
  };
  return { request, close: () => socket.terminate() };
}

const withTransaction = (body: object) => JSON.stringify({ transaction: 'a', ...body });

function idOf(text: string): number {
  return (JSON.parse(text) as { data: { id: number } }).data.id;
}
