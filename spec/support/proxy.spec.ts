import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { freePort } from './ports.js';
import { startProxy, type Proxy } from './proxy.js';
import { sleep, until } from './until.js';

describe('the proxy', () => {
  let echo: Server;
  let proxy: Proxy;

  beforeEach(async () => {
    const port = await freePort();
    echo = createServer((socket) => socket.on('error', () => socket.destroy()).pipe(socket));
    await new Promise<void>((resolve) => echo.listen(port, '127.0.0.1', resolve));
    proxy = await startProxy(port);
  });

  afterEach(async () => {
    await proxy.stop();
    await new Promise((resolve) => echo.close(resolve));
  });

  it('carries bytes both ways and counts them', async () => {
    const client = await join(proxy);
    client.socket.write('hello');
    await client.got('hello');
    expect(proxy.connections).toMatchObject([{ number: 1, bytesOut: 5, bytesIn: 5, open: true }]);
    client.socket.end();
    await until('the connection to end', () => proxy.connections.length === 0);
    await client.end();
    expect([proxy.accepted, proxy.bytesOut, proxy.bytesIn]).toEqual([1, 5, 5]);
  });

  it('cuts by an end and resets by a reset', async () => {
    const [cut, reset] = [await join(proxy), await join(proxy)];
    proxy.cut();
    expect(await cut.end()).toBe('closed');
    expect(await reset.end()).toBe('closed');
    const third = await join(proxy);
    proxy.reset();
    expect(await third.end()).toBe('ECONNRESET');
  });

  it('stalls what is open, lets later connections through, and delivers when healed', async () => {
    const stalled = await join(proxy);
    proxy.stall();
    stalled.socket.write('late');
    const fresh = await join(proxy);
    fresh.socket.write('at once');
    await fresh.got('at once');
    await sleep(30);
    expect(stalled.text()).toBe('');
    await proxy.heal();
    await stalled.got('late');
  });

  it('delays every chunk and keeps the order', async () => {
    const client = await join(proxy);
    proxy.delayMs(60);
    const startedAt = performance.now();
    client.socket.write('a');
    setTimeout(() => client.socket.write('b'), 20);
    await client.got('ab');
    expect(performance.now() - startedAt).toBeGreaterThan(115);
  });

  it('writes in pieces', async () => {
    const client = await join(proxy);
    proxy.splitWrites(3);
    client.socket.write('0123456789');
    await client.got('0123456789');
    expect(client.chunks()).toBeGreaterThanOrEqual(4);
  });

  it('merges what comes close together into one write', async () => {
    const client = await join(proxy);
    proxy.mergeMs(300);
    for (const piece of ['0', '1', '2', '3']) {
      client.socket.write(piece);
      await sleep(2);
    }
    await client.got('0123');
    expect(client.chunks()).toBeLessThanOrEqual(2);
  });

  it('severs one connection and leaves the others', async () => {
    const [severed, left] = [await join(proxy), await join(proxy)];
    proxy.connections[0]?.sever('destroy');
    expect(await severed.end()).toBe('closed');
    left.socket.write('still here');
    await left.got('still here');
  });

  it('refuses, and listens again on the same port', async () => {
    const open = await join(proxy);
    await proxy.refuse();
    await expect(join(proxy)).rejects.toThrow('ECONNREFUSED');
    open.socket.write('still here');
    await open.got('still here');
    await proxy.refuse(false);
    await join(proxy);
  });

  it('swallows in a black hole', async () => {
    proxy.blackhole();
    const client = await join(proxy);
    client.socket.write('anybody?');
    await sleep(30);
    expect([client.text(), client.socket.destroyed, proxy.accepted]).toEqual(['', false, 1]);
    proxy.cut();
    expect(await client.end()).toBe('closed');
    const next = await join(proxy);
    proxy.blackhole(false);
    expect(await next.end()).toBe('ECONNRESET');
  });

  it('tells who closed first', async () => {
    const closed: string[] = [];
    proxy.tap({ closed: (_, by) => closed.push(by) });
    (await join(proxy)).socket.end();
    await until('the first end', () => closed.length === 1);
    await join(proxy);
    proxy.cut();
    expect(closed).toEqual(['client', 'proxy']);
  });
});

async function join(proxy: Proxy) {
  const socket = connect({ port: proxy.port, host: '127.0.0.1' });
  const { chunks, ended } = collect(socket);
  await once(socket, 'connect');
  const text = () => Buffer.concat(chunks).toString();
  const got = (wanted: string) => until(`"${wanted}"`, () => text() === wanted);
  return { socket, text, got, chunks: () => chunks.length, end: () => ended };
}

function collect(socket: Socket) {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<string>((resolve) => {
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'));
    socket.once('close', () => resolve('closed'));
  });
  return { chunks, ended };
}
