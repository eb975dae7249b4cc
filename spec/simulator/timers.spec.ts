import { firstValueFrom, VirtualTimeScheduler } from 'rxjs';
import { RawRest } from './support/raw-rest.js';
import { RawSocket } from './support/raw-socket.js';
import { simulate, stopAfterEach, stopAll } from './support/simulate.js';

stopAfterEach();

describe('the timers of the simulator', () => {
  it('all run on the scheduler, so that virtual time ends sessions, and a stop leaves none', async () => {
    const scheduler = new VirtualTimeScheduler(undefined, 9_999);
    const server = await simulate({ scheduler, sessionTimeoutMs: 6_000 });
    const socket = await RawSocket.open(server.webSocketUrl);
    await socket.create();
    scheduler.flush();
    expect(scheduler.now()).toBeGreaterThanOrEqual(8_000);
    await socket.find('the time-out', ({ janus }) => janus === 'timeout');
    const rest = new RawRest(server.restUrl);
    const poll = rest.poll(await rest.create());
    await socket.settle();
    stopAll();
    await expect(poll.response).rejects.toThrow();
    expect(scheduler.actions.filter(({ closed }) => !closed)).toEqual([]);
  });

  it('give up a POST whose reply was lost after ten seconds, in the middle of the body', async () => {
    const scheduler = new VirtualTimeScheduler(undefined, 10_500);
    const server = await simulate({ scheduler });
    const rest = new RawRest(server.restUrl);
    server.dropNext('reply');
    const received = firstValueFrom(server.request$);
    const lost = rest.send('POST', '/janus', '{"janus":"create","transaction":"t"}');
    await received;
    expect(server.sessions()).toHaveLength(1);
    scheduler.flush();
    await expect(lost.response).rejects.toThrow('aborted');
  });
});
