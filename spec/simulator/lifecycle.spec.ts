import { connect } from 'node:net';
import { firstValueFrom } from 'rxjs';
import { simulator$ } from 'rxjs-janus/simulator';
import { until } from '../support/until.js';
import { RawRest } from './support/raw-rest.js';
import { RawSocket } from './support/raw-socket.js';
import { simulate, stopAfterEach, stopAll } from './support/simulate.js';

stopAfterEach();

describe('simulator$', () => {
  it('serves WebSocket and REST on one port of its own choice', async () => {
    const { port, webSocketUrl, restUrl } = await simulate();
    expect(webSocketUrl).toBe(`ws://127.0.0.1:${port}/`);
    expect(restUrl).toBe(`http://127.0.0.1:${port}/janus`);
    const socket = await RawSocket.open(webSocketUrl);
    expect(await socket.ask({ janus: 'ping' })).toMatchObject({ janus: 'pong' });
    expect(await new RawRest(restUrl).post('/janus', { janus: 'ping' })).toMatchObject({ janus: 'pong' });
  });

  it('starts a server of its own with each subscription', async () => {
    const [one, two] = await Promise.all([simulate(), simulate()]);
    expect(one.port).not.toBe(two.port);
  });

  it('errors when the port cannot be had', async () => {
    const { port } = await simulate();
    await expect(firstValueFrom(simulator$({ port }))).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('listens on no port after it was stopped before it listened', async () => {
    const { port } = await simulate();
    stopAll();
    simulator$({ port }).subscribe().unsubscribe();
    await until('nobody to listen', () => refused(port));
  });

  it('leaves nothing behind: sockets, timers and the port are gone, the frames complete', async () => {
    const before = countResources();
    const { port, webSocketUrl, restUrl, frame$ } = await simulate({ watchdogMs: 20 });
    const completed = new Promise<void>((complete) => frame$.subscribe({ complete }));
    const socket = await RawSocket.open(webSocketUrl);
    await socket.create();
    const rest = new RawRest(restUrl);
    const poll = rest.poll(await rest.create());
    stopAll();
    expect((await socket.closed).code).toBe(1006);
    await expect(poll.response).rejects.toThrow();
    await completed;
    await until('the port to be free', () => refused(port));
    await until('all to be gone', () => countResources() <= before);
  });
});

/** The runner has timers of its own, which come and go. */
const countResources = (): number =>
  process.getActiveResourcesInfo().filter((kind) => /TCP|HTTP/.test(kind)).length;

function refused(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(false)).once('error', () => resolve(true));
    socket.once('connect', () => socket.destroy());
  });
}
