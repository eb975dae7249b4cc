import { until } from '../support/until.js';
import { RawRest } from './support/raw-rest.js';
import { RawSocket } from './support/raw-socket.js';
import { simulate, stopAfterEach } from './support/simulate.js';

stopAfterEach();

const reclaimSessionTimeoutMs = 5_000;

describe('the owner of a session', () => {
  it('gets the events of requests that others send; they get the direct replies', async () => {
    const server = await simulate();
    const owner = await RawSocket.open(server.webSocketUrl);
    const other = await RawSocket.open(server.webSocketUrl);
    const session_id = await owner.create();
    const handle_id = await owner.attach(session_id);
    owner.fresh();
    const request = { janus: 'message', session_id, handle_id, body: { audio: true } };
    expect(await other.ask(request)).toMatchObject({ janus: 'ack', hint: "I'm taking my time!" });
    await owner.settle();
    expect(owner.fresh()[0]).toMatchObject({ janus: 'event', sender: handle_id });
    await other.settle();
    expect(other.fresh().map(({ janus }) => janus)).toEqual(['ack', 'pong']);
  });

  it('changes with a claim, which the old owner is not told; its end no longer matters', async () => {
    const server = await simulate();
    const old = await RawSocket.open(server.webSocketUrl);
    const session_id = await old.create();
    const handle = await old.attach(session_id);
    old.fresh();
    const taker = await RawSocket.open(server.webSocketUrl);
    expect(await taker.ask({ janus: 'claim', session_id })).toEqual({
      janus: 'success',
      session_id,
      transaction: expect.any(String) as string,
    });
    expect(await old.ask({ janus: 'keepalive', session_id })).toMatchObject({ janus: 'ack' });
    await taker.message(session_id, handle, { audio: true });
    old.socket.terminate();
    await old.closed;
    expect(old.fresh().map(({ janus }) => janus)).toEqual(['ack']);
    expect(await taker.ask({ janus: 'keepalive', session_id })).toMatchObject({ janus: 'ack' });
    expect(await taker.ask({ janus: 'claim', session_id })).toMatchObject({ janus: 'success' });
  });

  it('takes the session along when its line drops without reclaim', async () => {
    const server = await simulate();
    const socket = await RawSocket.open(server.webSocketUrl);
    const session_id = await socket.create();
    socket.socket.close();
    await until('the session to end', () => server.sessions().length === 0);
    const other = await RawSocket.open(server.webSocketUrl);
    expect(await other.ask({ janus: 'claim', session_id })).toMatchObject({ error: { code: 458 } });
  });

  it('can be followed by another after a drop, with the handles as they were', async () => {
    const server = await simulate({ reclaimSessionTimeoutMs });
    const socket = await RawSocket.open(server.webSocketUrl);
    const session_id = await socket.create();
    const handle = await socket.attach(session_id);
    socket.socket.terminate();
    await until('the drop to be seen', () => server.sessions()[0]?.owner === 'none');
    server.push(session_id, { janus: 'event', lost: true });
    const other = await RawSocket.open(server.webSocketUrl);
    other.say({ janus: 'claim', session_id, transaction: 'c' });
    expect(await other.message(session_id, handle, { audio: true })).toMatchObject({ janus: 'event' });
    expect(other.received.map(({ janus }) => janus)).toEqual(['success', 'ack', 'event']);
    expect(server.sessions()[0]?.owner).toBe('websocket');
  });

  it('may be a WebSocket, then REST, then a WebSocket again', async () => {
    const server = await simulate();
    const socket = await RawSocket.open(server.webSocketUrl);
    const rest = new RawRest(server.restUrl);
    const session = await socket.create();
    const handle = await socket.attach(session);
    expect(await rest.poll(session).response).toMatchObject({ status: 404 });
    await rest.post(`/janus/${session}`, { janus: 'claim' });
    expect(server.sessions()[0]?.owner).toBe('rest');
    await rest.echo(session, handle, 'e');
    expect(await rest.polled(session)).toMatchObject({ janus: 'event', transaction: 'e' });
    await socket.ask({ janus: 'claim', session_id: session });
    expect(await rest.poll(session).response).toMatchObject({ status: 404 });
    expect(await rest.post(`/janus/${session}`, { janus: 'keepalive' })).toMatchObject({ janus: 'ack' });
  });
});
