import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { expectNothingLeft, resources } from './leaks.js';

describe('the watch for leaks', () => {
  it('waits for what is about to end', async () => {
    const since = resources();
    setTimeout(() => undefined, 50);
    const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    await once(connect({ port, host: '127.0.0.1' }).resume(), 'close');
    server.close();
    await expectNothingLeft(since);
  });

  it('names a timer and a server that are left, and where they were made', async () => {
    const since = resources();
    const timer = setTimeout(() => undefined, 60_000);
    const server = createServer().listen(0, '127.0.0.1');
    await expect(expectNothingLeft(since, 50)).rejects.toThrow(
      /left behind: timer at .*leaks\.spec\.ts.*, server/,
    );
    clearTimeout(timer);
    server.close();
    await expectNothingLeft(since);
  });

  it('finds an interval and an idle socket', async () => {
    const since = resources();
    const server = createServer((socket) => socket.unref()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const socket = connect({ port: (server.address() as { port: number }).port, host: '127.0.0.1' });
    await once(socket, 'connect');
    socket.unref();
    const interval = setInterval(() => undefined, 10);
    await expect(expectNothingLeft(since, 50)).rejects.toThrow(/socket .*socket .*timer at/);
    clearInterval(interval);
    socket.destroy();
    server.close();
    await expectNothingLeft(since);
  });
});
