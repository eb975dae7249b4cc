import type { JanusSimulator, SimulatorFrame } from 'rxjs-janus/simulator';
import { sleep, until } from '../support/until.js';
import { RawRest } from './support/raw-rest.js';
import { RawSocket } from './support/raw-socket.js';
import { offer } from './support/sdp.js';
import { simulate, stopAfterEach } from './support/simulate.js';

stopAfterEach();

describe('a fault on demand', () => {
  let server: JanusSimulator;
  let socket: RawSocket;
  let session: number;
  let handle: number;

  beforeEach(async () => {
    server = await simulate({ reclaimSessionTimeoutMs: 5_000 });
    socket = await RawSocket.open(server.webSocketUrl);
    session = await socket.create();
    handle = await socket.attach(session);
    socket.fresh();
  });

  const another = (): Promise<RawSocket> => RawSocket.open(server.webSocketUrl);
  const keepalive = () => ({ janus: 'keepalive', session_id: session });

  it('cut destroys all connections without a close frame, sessions stay for their window', async () => {
    const rest = new RawRest(server.restUrl);
    const poll = rest.poll(await rest.create());
    await socket.settle();
    server.cut();
    expect(server.sessions().map(({ owner }) => owner)).toEqual(['none', 'rest']);
    expect(await socket.closed).toEqual({ code: 1006, reason: '' });
    await expect(poll.response).rejects.toThrow();
    expect(await (await another()).ask({ ...keepalive(), janus: 'claim' })).toMatchObject({
      janus: 'success',
    });
  });

  it('cutSession destroys the connection of that owner alone', async () => {
    const other = await another();
    const rest = new RawRest(server.restUrl);
    const polled = await rest.create();
    const poll = rest.poll(polled);
    await other.settle();
    server.cutSession(session);
    await socket.closed;
    server.cutSession(polled);
    await expect(poll.response).rejects.toThrow();
    await other.settle();
  });

  it('close says goodbye with code and reason', async () => {
    server.close(4001, 'enough');
    expect(await socket.closed).toEqual({ code: 4001, reason: 'enough' });
    await until('the drop to be seen', () => server.sessions()[0]?.owner === 'none');
  });

  it('stall keeps open connections silent, serves new ones, and lets the old ones go on', async () => {
    server.stall(true);
    socket.say({ ...keepalive(), transaction: 'held' });
    socket.socket.ping();
    let ponged = false;
    socket.socket.on('pong', () => (ponged = true));
    const other = await another();
    await other.ask({ ...keepalive(), janus: 'claim' });
    await sleep(50);
    expect(socket.fresh()).toEqual([]);
    expect(ponged).toBe(false);
    expect(socket.socket.readyState).toBe(socket.socket.OPEN);
    server.stall(false);
    await socket.find('the held reply', ({ transaction }) => transaction === 'held');
  });

  it('stall of all does not serve new connections either', async () => {
    server.stall(true, 'all');
    const rest = new RawRest(server.restUrl).send('GET', '/janus/info');
    const late = jest.fn();
    rest.response.then(late, late);
    await sleep(50);
    expect(late).not.toHaveBeenCalled();
    server.stall(false);
    expect(await rest.response).toMatchObject({ status: 200 });
  });

  it('refuse closes the port and opens the same again; connections live on', async () => {
    server.refuse(true);
    await expect(another()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(await socket.ask(keepalive())).toMatchObject({ janus: 'ack' });
    server.refuse(false);
    await (await another()).settle();
  });

  it('dropNext loses acks, events, replies or what a test says', async () => {
    const other = await another();
    const message = { janus: 'message', session_id: session, handle_id: handle, body: { audio: true } };
    const kindsOf = async (transaction: string): Promise<unknown[]> => {
      socket.say({ ...message, transaction });
      await other.settle();
      await socket.settle();
      const mine = socket.fresh().filter((frame) => frame['transaction'] === transaction);
      return mine.map(({ janus }) => janus);
    };
    server.dropNext('ack');
    expect(await kindsOf('1')).toEqual(['event']);
    server.dropNext('event');
    expect(await kindsOf('2')).toEqual(['ack']);
    server.dropNext(({ transaction }) => transaction === '3', 2);
    expect(await kindsOf('3')).toEqual([]);
    expect(await kindsOf('4')).toEqual(['ack', 'event']);
    server.dropNext('reply');
    socket.say({ ...keepalive(), transaction: '5' });
    await socket.settle();
    expect(socket.fresh().map(({ janus }) => janus)).toEqual(['pong']);
  });

  it('eventBeforeAck turns the order round', async () => {
    server.eventBeforeAck(true);
    await socket.message(session, handle, { audio: true });
    await socket.settle();
    expect(socket.fresh().map(({ janus }) => janus)).toEqual(['event', 'ack', 'pong']);
  });

  it('delayReplies holds everything back, in order', async () => {
    server.delayReplies(60);
    const started = performance.now();
    await socket.message(session, handle, { audio: true });
    expect(performance.now() - started).toBeGreaterThan(55);
    expect(socket.fresh().map(({ janus }) => janus)).toEqual(['ack', 'event']);
    server.delayReplies(0);
  });

  it('restart forgets all sessions and keeps the port', async () => {
    server.restart();
    await socket.closed;
    expect(server.sessions()).toEqual([]);
    expect(await (await another()).ask(keepalive())).toMatchObject({ error: { code: 458 } });
  });

  it('expire tells the owner as a time-out does', async () => {
    server.expire(session);
    await socket.settle();
    expect(socket.fresh().slice(0, 2)).toEqual([
      { janus: 'timeout', session_id: session },
      { janus: 'detached', session_id: session, sender: handle },
    ]);
  });

  it('destroySession tells nobody', async () => {
    server.destroySession(session);
    expect(await socket.ask(keepalive())).toMatchObject({ error: { code: 458 } });
    expect(socket.fresh()).toHaveLength(1);
  });

  it('detachHandle tells the owner', async () => {
    server.detachHandle(session, handle);
    await socket.find(
      'the end of the handle',
      ({ janus, sender }) => janus === 'detached' && sender === handle,
    );
    const request = { ...keepalive(), janus: 'hangup', handle_id: handle };
    expect(await socket.ask(request)).toMatchObject({ error: { code: 459 } });
  });

  it('claimAway takes the events, not the replies', async () => {
    server.claimAway(session);
    expect(server.sessions()[0]?.owner).toBe('elsewhere');
    await socket.ask({ ...keepalive(), janus: 'message', handle_id: handle, body: { audio: true } });
    await socket.settle();
    expect(socket.fresh().map(({ janus }) => janus)).toEqual(['ack', 'pong']);
    await socket.ask({ ...keepalive(), janus: 'claim' });
    expect(server.sessions()[0]?.owner).toBe('websocket');
  });

  it('push sends any event to the owner', async () => {
    server.push(session, { janus: 'slowlink', sender: handle, media: 'audio', uplink: true, lost: 12 });
    const slowlink = await socket.find('the event', ({ janus }) => janus === 'slowlink');
    expect(slowlink).toMatchObject({ session_id: session, lost: 12 });
  });

  it('sendRaw writes what no server should', async () => {
    server.sendRaw('{"janus":');
    server.sendRaw(new Uint8Array([1, 2, 3]));
    await until('both frames', () => socket.texts.includes('{"janus":') && socket.binaries.length === 1);
  });

  it('sendRaw answers waiting polls as well', async () => {
    const rest = new RawRest(server.restUrl);
    const id = await rest.create();
    const poll = rest.poll(id);
    await sleep(30);
    server.sendRaw('no JSON');
    expect((await poll.response).text).toBe('no JSON');
    const next = rest.polled(id);
    await sleep(30);
    server.push(id, { janus: 'event' });
    expect(await next).toEqual({ janus: 'event', session_id: id });
  });

  it('webrtcUp and hangup bring a PeerConnection up and down', async () => {
    await socket.message(session, handle, { audio: true }, { type: 'offer', sdp: offer() });
    socket.fresh();
    server.webrtcUp(session, handle);
    server.hangup(session, handle, 'ICE failed');
    await socket.settle();
    expect(socket.fresh().slice(0, 3)).toMatchObject([
      { janus: 'webrtcup', session_id: session, sender: handle },
      { janus: 'event', plugindata: { data: { result: 'done' } } },
      { janus: 'hangup', session_id: session, sender: handle, reason: 'ICE failed' },
    ]);
  });

  it('that names what is not there throws', () => {
    expect(() => server.expire(5)).toThrow('the simulated server has no session 5');
    expect(() => server.detachHandle(session, 5)).toThrow('has no handle 5');
  });

  it('leaves the frames that passed to be seen, both ways', async () => {
    const frames: SimulatorFrame[] = [];
    const requests: SimulatorFrame[] = [];
    server.frame$.subscribe((frame) => frames.push(frame));
    server.request$.subscribe((frame) => requests.push(frame));
    await socket.ask(keepalive());
    expect(frames.map(({ direction, over }) => [direction, over])).toEqual([
      ['in', 'websocket'],
      ['out', 'websocket'],
    ]);
    const rest = new RawRest(server.restUrl);
    const id = await rest.create();
    rest.poll(id, '?maxev=7').abort();
    socket.say('{bad');
    await until('the bad frame', () => requests.length >= 3);
    expect(requests.map(({ message, target }) => target ?? message)).toEqual(
      expect.arrayContaining(['POST /janus', '{bad']),
    );
  });
});
