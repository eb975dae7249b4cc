import { Agent, createServer, request, type Server } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';
import { freePort } from './ports.js';
import { startProxy, type Proxy } from './proxy.js';
import { until } from './until.js';
import { recordWire, type Wire } from './wire.js';

describe('the recorder of frames', () => {
  let server: Server;
  let proxy: Proxy;
  let wire: Wire;

  beforeEach(async () => {
    server = answering();
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    proxy = await startProxy(port);
    wire = recordWire(proxy);
  });

  afterEach(async () => {
    await proxy.stop();
    await new Promise((resolve) => server.close(resolve));
  });

  it('tells messages in both directions, and one close with its code', async () => {
    const socket = await join(proxy);
    socket.send(JSON.stringify({ janus: 'attach', session_id: 7, transaction: 'a' }));
    socket.send('no JSON');
    await until('both answers', () => wire.count('success') === 2);
    socket.close(1000);
    await until('the close', () => wire.count('closed') === 1 && proxy.connections.length === 0);
    expect(wire.verbs({ direction: 'out' })).toEqual(['opened', 'attach', 'malformed', 'closed']);
    expect(wire.select({ verb: 'attach' })).toMatchObject([
      { connection: 1, sessionId: 7, message: { transaction: 'a' } },
    ]);
    expect(wire.select({ verb: 'closed' })).toMatchObject([{ by: 'client', code: 1000 }]);
  });

  it('reads frames that come in pieces, long ones too', async () => {
    proxy.splitWrites(1_000);
    const socket = await join(proxy);
    const text = 'x'.repeat(70_000);
    socket.send(JSON.stringify({ janus: 'message', text }));
    const [frame] = await until(
      'the answer',
      () => wire.count('success') > 0 && wire.select({ verb: 'message' }),
    );
    expect(frame?.message).toEqual({ janus: 'message', text });
    socket.terminate();
  });

  it('tells a line that the proxy cut', async () => {
    const socket = await join(proxy);
    socket.on('error', () => undefined);
    proxy.cut();
    expect(wire.select({ verb: 'closed' })).toMatchObject([{ by: 'proxy' }]);
    expect(wire.select({ verb: 'closed' })[0]).not.toHaveProperty('code');
  });

  it('tells requests, answers, polls and statuses of REST', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    await http(proxy, agent, 'POST', '/janus', { janus: 'create', transaction: 'c' });
    await http(proxy, agent, 'GET', '/janus/7?maxev=2');
    await http(proxy, agent, 'GET', '/janus/404');
    agent.destroy();
    await until('the end', () => wire.count('closed') === 1);
    const expected = ['opened', 'create', 'success', 'poll', 'event', 'webrtcup', 'poll', '404', 'closed'];
    expect(wire.verbs()).toEqual(expected);
    expect(wire.select({ verb: 'event' })).toMatchObject([{ sessionId: 7, path: '/janus/7?maxev=2' }]);
  });

  it('names the poll that was aborted, and starts over from now', async () => {
    const aborted = new AbortController();
    const poll = http(proxy, new Agent(), 'GET', '/janus/5', undefined, aborted.signal).catch(
      () => 'aborted',
    );
    await until('the poll', () => wire.count('poll') === 1);
    const later = wire.fromNow();
    aborted.abort();
    expect(await poll).toBe('aborted');
    await until('the end', () => later.frames.length === 1);
    expect(later.frames).toMatchObject([{ verb: 'closed', by: 'client', unanswered: ['GET /janus/5'] }]);
  });
});

/** Success to every message; a poll of session 7 brings two events, of 5 nothing ever. */
function answering(): Server {
  const server = createServer((request, response) => {
    if (request.url === '/janus/5') return;
    if (request.url === '/janus/404') return void response.writeHead(404).end();
    const events = [
      { janus: 'event', session_id: 7 },
      { janus: 'webrtcup', session_id: 7 },
    ];
    response.write('');
    response.end(JSON.stringify(request.method === 'GET' ? events : { janus: 'success' }));
  });
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => socket.on('message', () => socket.send('{"janus":"success"}')));
  return server;
}

async function join(proxy: Proxy): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${proxy.port}`);
  await new Promise((resolve) => socket.once('open', resolve));
  return socket;
}

function http(proxy: Proxy, agent: Agent, method: string, path: string, body?: object, signal?: AbortSignal) {
  return new Promise((resolve, reject) => {
    const options = {
      port: proxy.port,
      host: '127.0.0.1',
      method,
      path,
      agent,
      ...(signal ? { signal } : {}),
    };
    const sent = request(options, (response) => response.on('end', resolve).resume());
    sent.on('error', reject).end(body === undefined ? undefined : JSON.stringify(body));
  });
}
