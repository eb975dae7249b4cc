import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { CorkedSocket } from '../../../src/transport/platform/corked-socket.js';

describe('the WebSocket of Node', () => {
  let server: WebSocketServer;
  let received: string[];

  beforeEach(async () => {
    received = [];
    server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    server.on('connection', (peer) => {
      peer.on('message', (data: Buffer) => received.push(data.toString()));
      peer.send('welcome');
      peer.send(Buffer.from([1, 2]));
    });
    await once(server, 'listening');
  });

  afterEach(() => {
    for (const peer of server.clients) peer.terminate();
    server.close();
  });

  const connected = async (
    told: unknown[] = [],
  ): Promise<{ native: WebSocket; socket: CorkedSocket; stream: Duplex }> => {
    const native = new WebSocket(`ws://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
    const socket = new CorkedSocket(native);
    socket.onmessage = ({ data }: { data: unknown }) => told.push(data);
    let stream: Duplex | undefined;
    native.once('upgrade', (response) => (stream = response.socket));
    await new Promise<void>((resolve) => (socket.onopen = () => resolve()));
    if (!stream) throw new Error('no stream');
    return { native, socket, stream };
  };

  it('holds the frames of one turn back until its end, and then writes them in order', async () => {
    const { native, socket, stream } = await connected();
    socket.send('a');
    socket.send('b');
    expect([stream.writableCorked, stream.writableLength > 0]).toEqual([1, true]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(stream.writableCorked).toBe(0);
    native.close();
    await once(native, 'close');
    expect(received).toEqual(['a', 'b']);
  });

  it('tells text as text, what is no text as bytes, and code and reason of the close', async () => {
    const told: unknown[] = [];
    const { socket } = await connected(told);
    const closed = new Promise((resolve) => (socket.onclose = resolve));
    for (const peer of server.clients) peer.close(4_000, 'enough');
    await expect(closed).resolves.toEqual({ code: 4_000, reason: 'enough' });
    expect(told).toEqual(['welcome', Buffer.from([1, 2])]);
  });
});
