import type { JanusSimulator } from 'rxjs-janus/simulator';
import { sleep } from '../support/until.js';
import { RawRest } from './support/raw-rest.js';
import { RawSocket } from './support/raw-socket.js';
import { simulate, stopAfterEach } from './support/simulate.js';

stopAfterEach();

const keepalive = { janus: 'keepalive' };

describe('a long poll', () => {
  let server: JanusSimulator;
  let rest: RawRest;
  let session: number;
  let handle: number;

  beforeEach(async () => {
    server = await simulate({ longPollMs: 250 });
    rest = new RawRest(server.restUrl);
    session = await rest.create();
    handle = await rest.attach(session);
  });

  const events = (...transactions: string[]): unknown[] =>
    transactions.map((transaction) => expect.objectContaining({ janus: 'event', transaction }) as unknown);
  const echo = async (...transactions: string[]): Promise<void> => {
    for (const transaction of transactions) await rest.echo(session, handle, transaction);
  };

  it('gives one object, or with maxev above 1 an array of up to so many', async () => {
    await echo('1', '2', '3', '4', '5', '6');
    expect(await rest.polled(session)).toEqual(events('1')[0]);
    expect(await rest.polled(session, '?maxev=x')).toEqual(events('2')[0]);
    expect(await rest.polled(session, '?rid=9&maxev=2')).toEqual(events('3', '4'));
    expect(await rest.polled(session, '?maxev=9')).toEqual(events('5', '6'));
  });

  it('is answered with a bare keepalive when there is nothing to tell for long', async () => {
    const started = performance.now();
    const [one, many] = await Promise.all([rest.polled(session), rest.polled(session, '?maxev=5')]);
    expect([one, many]).toEqual([keepalive, [keepalive]]);
    expect(performance.now() - started).toBeGreaterThan(240);
  });

  it('waits for the next event', async () => {
    const waiting = rest.polled(session, '?maxev=5');
    await sleep(30);
    await echo('1');
    expect(await waiting).toEqual(events('1'));
  });

  it('takes the events from a later one, which gets its keepalive at once', async () => {
    const first = rest.polled(session);
    await sleep(30);
    const second = rest.polled(session, '?maxev=5');
    await sleep(30);
    const started = performance.now();
    await echo('1');
    expect(await Promise.all([first, second])).toEqual([events('1')[0], [keepalive]]);
    expect(performance.now() - started).toBeLessThan(150);
  });

  it('swallows the next event once its client has given up', async () => {
    const aborted = rest.poll(session);
    await sleep(30);
    aborted.abort();
    const fresh = rest.polled(session);
    await sleep(30);
    await echo('lost');
    expect(await fresh).toEqual(keepalive);
    await echo('seen');
    expect(await rest.polled(session)).toEqual(events('seen')[0]);
  });

  it('swallows nothing after a claim, which empties the queue as well', async () => {
    rest.poll(session).abort();
    await echo('queued');
    await rest.post(`/janus/${session}`, { janus: 'claim' });
    await echo('seen');
    expect(await rest.polled(session, '?maxev=9')).toEqual(events('seen'));
  });

  it.each<[string, () => unknown]>([
    ['destroyed', () => rest.post(`/janus/${session}`, { janus: 'destroy' })],
    ['destroyed by the administrator', () => server.destroySession(session)],
    ['claimed over REST', () => rest.post(`/janus/${session}`, { janus: 'claim' })],
    ['claimed away', () => server.claimAway(session)],
  ])('is not answered before its time when the session is %s', async (_, end) => {
    const started = performance.now();
    const waiting = rest.polled(session);
    await sleep(30);
    // Answered, so that what was sent before has come, too: some of these ends take no turn of the loop.
    await rest.post(`/janus/${session}`, { janus: 'keepalive' });
    await end();
    expect(await waiting).toEqual(keepalive);
    expect(performance.now() - started).toBeGreaterThan(240);
  });

  it('is told at once when the session times out; the next one is a 404', async () => {
    const waiting = rest.polled(session, '?maxev=5');
    await sleep(30);
    await rest.post(`/janus/${session}`, { janus: 'keepalive' });
    server.expire(session);
    expect(await waiting).toEqual([{ janus: 'timeout', session_id: session }]);
    expect(await rest.poll(session).response).toMatchObject({ status: 404, text: '' });
  });

  it('never hears of a time-out that it was not open for', async () => {
    server.expire(session);
    expect(await rest.poll(session).response).toMatchObject({ status: 404, text: '' });
  });

  it('is refused by 404 where a WebSocket owns the session, and counts as activity there', async () => {
    const socket = await RawSocket.open(server.webSocketUrl);
    await socket.ask({ janus: 'claim', session_id: session });
    const before = server.sessions()[0]?.lastActivityAt ?? 0;
    await sleep(20);
    expect(await rest.poll(session).response).toMatchObject({ status: 404, text: '' });
    expect(server.sessions()[0]?.lastActivityAt).toBeGreaterThan(before);
  });
});
