import { sleep, until } from '../support/until.js';
import { RawRest } from './support/raw-rest.js';
import { RawSocket } from './support/raw-socket.js';
import { simulate, stopAfterEach } from './support/simulate.js';

stopAfterEach();

const watchdogMs = 40;

describe('the limits of a session', () => {
  it('end it with timeout, then detached for each handle; the socket stays', async () => {
    const server = await simulate({ sessionTimeoutMs: 100, watchdogMs });
    const socket = await RawSocket.open(server.webSocketUrl);
    const session_id = await socket.create();
    const handles = [await socket.attach(session_id), await socket.attach(session_id)];
    socket.fresh();
    await socket.find('the time-out', ({ janus }) => janus === 'timeout');
    await socket.settle();
    expect(socket.fresh().slice(0, 3)).toEqual([
      { janus: 'timeout', session_id },
      ...handles.map((sender) => ({ janus: 'detached', session_id, sender })),
    ]);
    expect(await socket.ask({ janus: 'keepalive', session_id })).toMatchObject({ error: { code: 458 } });
  });

  it('run out one look of the watchdog late, as on Janus 1.1.2', async () => {
    const server = await simulate({ sessionTimeoutMs: 200, watchdogMs: 200 });
    const socket = await RawSocket.open(server.webSocketUrl);
    const started = performance.now();
    await socket.create();
    await socket.find('the time-out', ({ janus }) => janus === 'timeout');
    expect(performance.now() - started).toBeGreaterThan(390);
  });

  it('are put off by any request that names the session, also one that fails, also from elsewhere', async () => {
    const server = await simulate({ sessionTimeoutMs: 150, watchdogMs });
    const socket = await RawSocket.open(server.webSocketUrl);
    const other = await RawSocket.open(server.webSocketUrl);
    const session_id = await socket.create();
    for (let beat = 0; beat < 6; beat += 1) {
      await sleep(60);
      await other.ask({ janus: 'foo', session_id });
    }
    expect(server.sessions()).toHaveLength(1);
    for (let beat = 0; beat < 6; beat += 1) {
      await sleep(60);
      await socket.ask({ janus: 'ping' });
    }
    expect(server.sessions()).toHaveLength(0);
  });

  it('give a dropped session its window from the last request on', async () => {
    const server = await simulate({ sessionTimeoutMs: 0, reclaimSessionTimeoutMs: 300, watchdogMs });
    const socket = await RawSocket.open(server.webSocketUrl);
    await socket.create();
    await sleep(250);
    const dropped = performance.now();
    server.cut();
    expect(server.sessions()[0]?.owner).toBe('none');
    await until('the session to end', () => server.sessions().length === 0);
    expect(performance.now() - dropped).toBeLessThan(250);
  });

  it('never end a session at 0, and can be set for all or for one while it runs', async () => {
    const server = await simulate({ sessionTimeoutMs: 0, watchdogMs });
    const socket = await RawSocket.open(server.webSocketUrl);
    const [one, two] = [await socket.create(), await socket.create()];
    await sleep(150);
    expect(server.sessions()).toHaveLength(2);
    server.setSessionTimeout(50, one);
    await until('the first to end', () => server.sessions().length === 1);
    expect(server.sessions()[0]?.id).toBe(two);
    server.setSessionTimeout(50);
    await until('the second to end', () => server.sessions().length === 0);
  });

  it('hold for a session over REST too, where no drop is ever seen', async () => {
    const options = { sessionTimeoutMs: 150, reclaimSessionTimeoutMs: 20, watchdogMs };
    const server = await simulate(options);
    const rest = new RawRest(server.restUrl);
    const session = await rest.create();
    rest.poll(session).abort();
    await sleep(100);
    expect(server.sessions()[0]?.owner).toBe('rest');
    await until('the session to end', () => server.sessions().length === 0);
    expect(await rest.poll(session).response).toMatchObject({ status: 404, text: '' });
  });
});
