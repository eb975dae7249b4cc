// Lines that do not open, or not as they should, and lines that end.
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import {
  type Connection,
  ConnectionFailedError,
  ConnectionLostError,
  create$,
  HttpStatusError,
  info$,
  type JanusTransport,
  ping$,
  RequestTimeoutError,
  restTransport,
  type TransportState,
  webSocketTransport,
} from 'rxjs-janus';
import { sleep, until } from '../support/until.js';
import { watch } from '../support/watch.js';
import { type Puppet, startPuppet, urlOver } from './support/puppet.js';
import { sideBySide } from './support/side-by-side.js';
import { failure, hold, holdEcho, standing } from './support/talk.js';

const moved = (url: string, protocol: string): string => url.replace(/^\w+:/, protocol);

sideBySide('a line', {
  'that is refused fails at once, and tells where': async (rig) => {
    await rig.line.refuse();
    const started = performance.now();
    const error = await failure(rig, create$(rig.transport()));
    expect(error).toBeInstanceOf(ConnectionFailedError);
    expect((error as Error).message).toContain(new URL(rig.url).host);
    expect(performance.now() - started).toBeLessThan(2_000);
  },
  'that comes later is opened by a new subscription': async (rig) => {
    const session$ = create$(rig.transport());
    await rig.line.refuse();
    expect(await failure(rig, session$)).toBeInstanceOf(ConnectionFailedError);
    await rig.line.refuse(false);
    await hold(rig, session$);
  },
  'to nobody by that name fails': async (rig) => {
    const url = rig.url.replace('127.0.0.1', 'no-such-host.invalid');
    expect(await failure(rig, create$(rig.transport({ url })))).toBeInstanceOf(ConnectionFailedError);
  },
  'with TLS to a server without it fails': async (rig) => {
    const url = moved(rig.url, rig.over === 'rest' ? 'https:' : 'wss:');
    expect(await failure(rig, create$(rig.transport({ url, connectTimeoutMs: 3_000 })))).toBeInstanceOf(
      ConnectionFailedError,
    );
  },
  'into a black hole is given up': async (rig) => {
    rig.line.blackhole();
    const started = performance.now();
    const janus$ = rig.transport({ connectTimeoutMs: 400 });
    const error = await failure(rig, create$(janus$, { requestTimeoutMs: 400 }));
    // Over REST a connection is no more than TCP, and the request is what nobody answers.
    expect(error).toBeInstanceOf(rig.over === 'rest' ? RequestTimeoutError : ConnectionFailedError);
    expect(performance.now() - started).toBeLessThan(2_500);
    await until('the line to be left', () => rig.line.connections.length === 0);
  },
  'tells its state': async (rig) => {
    const janus$ = rig.transport();
    const states = rig.watch(janus$.state$);
    const { lease } = await hold(rig, create$(janus$));
    await standing(rig);
    lease.unsubscribe();
    await states.find('the end', ({ kind }) => states.values.length > 2 && kind === 'idle');
    await until('the end', () => states.values.at(-1)?.kind === 'idle');
    const kinds = states.values.map(({ kind }: TransportState) => kind);
    expect(kinds).toEqual(['idle', 'connecting', 'open', 'idle']);
    expect(states.ended).toBe(false);
  },
  'that is closed takes no request, and tells so': async (rig) => {
    const janus$ = rig.transport();
    const holding = rig.watch(janus$.connection$);
    const connection: Connection = await holding.value();
    holding.unsubscribe();
    await until('the close', () => !connection.open);
    const failures = rig.watch(connection.sendFailure$);
    connection.send({ janus: 'ping', transaction: 'too-late' });
    expect(await failures.value()).toMatchObject({
      transaction: 'too-late',
      error: { kind: 'connection-failed' },
    });
    expect(rig.wire.count('ping')).toBe(0);
  },
  'is opened by a subscription to the transport, which hears all': async (rig) => {
    const janus$ = rig.transport();
    const messages = rig.watch(janus$);
    const { session } = await hold(rig, create$(janus$));
    await holdEcho(rig, session);
    const verbs = messages.values.map(({ janus }) => janus);
    expect(verbs.filter((verb) => verb === 'success')).toHaveLength(2);
    expect(messages.ended).toBe(false);
    if (rig.over === 'websocket') expect(rig.line.accepted).toBe(1);
  },
  'serves questions without a session, and is closed after them': async (rig) => {
    const janus$ = rig.transport();
    const info = await rig.watch(info$(janus$)).end();
    expect(info).toMatchObject({
      completed: true,
      values: [{ janus: 'server_info', version_string: '1.1.2' }],
    });
    expect(await rig.watch(ping$(janus$)).end()).toMatchObject({
      completed: true,
      values: [{ janus: 'pong' }],
    });
    await until('the line to be left', () => rig.line.connections.length === 0);
  },
  'asks for its address whenever it is opened': async (rig) => {
    const urls = [rig.url];
    const janus$ = rig.transport({ url: (() => [urls.shift() ?? '']) as unknown as string });
    const { lease } = await hold(rig, create$(janus$));
    lease.unsubscribe();
    await until('the line to be left', () => rig.line.connections.length === 0);
    urls.push(rig.url);
    await hold(rig, create$(janus$));
    expect(urls).toEqual([]);
  },
});

sideBySide(
  'a WebSocket',
  {
    'of another subprotocol is dropped by the server': async (rig) => {
      for (const protocols of ['another-protocol', 'janus-admin-protocol', []]) {
        const error = await failure(rig, create$(rig.transport({ protocols })));
        expect(error).toBeInstanceOf(ConnectionFailedError);
      }
    },
    'of several subprotocols is served if Janus is among them': async (rig) => {
      await hold(rig, create$(rig.transport({ protocols: ['janus-protocol', 'another-protocol'] })));
    },
    'that drops is told with its code': async (rig) => {
      const { status } = await hold(rig, create$(rig.transport()));
      rig.line.cut();
      const reclaiming = await status.find('the drop', ({ kind }) => kind === 'reclaiming');
      expect(reclaiming).toMatchObject({ cause: { kind: 'connection-lost', code: 1006 } });
    },
  },
  { over: ['websocket'] },
);

sideBySide(
  'REST',
  {
    'at another base path is told by the status': async (rig) => {
      const error = await failure(
        rig,
        create$(rig.transport({ url: rig.url.replace('/janus', '/nowhere') })),
      );
      expect(error).toBeInstanceOf(HttpStatusError);
      expect(error).toMatchObject({ status: 404, verb: 'create' });
      expect((error as Error).message).toContain('/janus');
    },
    'has one poll for each session, and no more': async (rig) => {
      const janus$ = rig.transport();
      const held = await Promise.all([hold(rig, create$(janus$)), hold(rig, create$(janus$))]);
      await until('the polls', () => rig.wire.count('poll') === 2);
      await sleep(200);
      for (const { session } of held) expect(rig.wire.count('poll', { sessionId: session.id })).toBe(1);
    },
    'asks for as many events as it was told': async (rig) => {
      await hold(rig, create$(rig.transport({ maxEvents: 7 })));
      await until('the poll', () => rig.wire.count('poll') === 1);
      expect(rig.wire.select({ verb: 'poll' })[0]?.path).toContain('maxev=7');
    },
    'reads a poll of one event as well': async (rig) => {
      const { session } = await hold(rig, create$(rig.transport({ maxEvents: 1 })));
      const { echo } = await holdEcho(rig, session);
      for (let i = 0; i < 3; i += 1)
        expect(await rig.watch(echo.configure$({ audio: true })).value()).toMatchObject({
          data: { result: 'ok' },
        });
    },
    'aborts its poll when the session ends': async (rig) => {
      const { lease } = await hold(rig, create$(rig.transport()));
      await standing(rig);
      lease.unsubscribe();
      await until('the line to be left', () => rig.line.connections.length === 0);
      const unanswered = rig.wire.select({ verb: 'closed' }).flatMap((frame) => frame.unanswered ?? []);
      expect(unanswered).toEqual([expect.stringMatching(/^GET \/janus\/\d+\?maxev=100$/)]);
    },
  },
  { over: ['rest'] },
);

/** A TCP server that does one thing to whoever connects. */
const rude = async (treat: (socket: Socket) => void): Promise<{ port: number; server: Server }> => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    treat(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, server };
};

const over = (port: number): Readonly<Record<string, JanusTransport>> => ({
  websocket: webSocketTransport({ url: `ws://127.0.0.1:${port}`, connectTimeoutMs: 500 }),
  rest: restTransport({ url: `http://127.0.0.1:${port}/janus`, connectTimeoutMs: 500 }),
});

const treatments: Readonly<Record<string, readonly [(socket: Socket) => void, string, string]>> = {
  // What it does, and what is told of it over WebSocket and REST.
  'that hangs up on whoever comes': [(socket) => socket.destroy(), 'connection-failed', 'connection-lost'],
  'that hangs up on the first byte': [
    (socket) => socket.once('data', () => socket.destroy()),
    'connection-failed',
    'connection-lost',
  ],
  'that resets on the first byte': [
    (socket) => socket.once('data', () => socket.resetAndDestroy()),
    'connection-failed',
    'connection-lost',
  ],
  'that answers what is no HTTP': [
    (socket) => socket.once('data', () => socket.end('220 mail.example ESMTP\r\n')),
    'connection-failed',
    'connection-failed',
  ],
  'that says no by HTTP': [
    (socket) => socket.on('data', () => socket.end('HTTP/1.1 503 Busy\r\ncontent-length: 0\r\n\r\n')),
    'connection-failed',
    'http-status',
  ],
  'that answers a web page': [
    (socket) => socket.on('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\n<html>')),
    'connection-failed',
    'protocol',
  ],
  'that never answers': [() => undefined, 'connection-failed', 'request-timeout'],
};

describe.each(Object.entries(treatments))('a server %s', (_, [treat, ...kinds]) => {
  it.each(['websocket', 'rest'])('is told as such over %s', async (name) => {
    const sockets: Socket[] = [];
    const { port, server } = await rude((socket) => {
      sockets.push(socket);
      treat(socket);
    });
    const janus$ = over(port)[name] as JanusTransport;
    const lease = watch(create$(janus$, { requestTimeoutMs: 700 }));
    await lease.end();
    expect(lease.error).toMatchObject({ kind: kinds[name === 'rest' ? 1 : 0] });
    expect(lease.values).toEqual([]);
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
});

describe.each(['websocket', 'rest'] as const)('a server of our own over %s', (name) => {
  let puppet: Puppet;
  let janus$: JanusTransport;

  beforeEach(async () => {
    puppet = await startPuppet();
    const url = urlOver(puppet, name);
    janus$ = name === 'rest' ? restTransport({ url }) : webSocketTransport({ url });
  });
  afterEach(() => puppet.stop());

  it('that never answers a request is told by the deadline', async () => {
    puppet.answer('create', () => undefined);
    const lease = await watch(create$(janus$, { requestTimeoutMs: 300 })).end();
    expect(lease.error).toBeInstanceOf(RequestTimeoutError);
    expect(lease.error).toMatchObject({ verb: 'create', timeoutMs: 300, acked: false });
  });

  it('that answers no info is asked nothing more of it', async () => {
    puppet.answer('info', () => undefined);
    const lease = watch(create$(janus$));
    const session = await lease.value();
    const handle = watch(session.attach$('janus.plugin.echotest'));
    await handle.value();
    const info = await watch(info$(janus$, { timeoutMs: 200 })).end();
    expect(info.error).toBeInstanceOf(RequestTimeoutError);
    expect(lease.ended).toBe(false);
    handle.unsubscribe();
    lease.unsubscribe();
    await until('the farewell', () => puppet.asked.some(({ janus }) => janus === 'destroy'));
  });
});

it('a WebSocket that is closed with a code and a reason is told with both', async () => {
  const puppet = await startPuppet();
  const lease = watch(create$(webSocketTransport({ url: puppet.webSocketUrl }), { reclaim: false }));
  await lease.value();
  puppet.close(4_001, 'maintenance');
  await lease.end();
  expect(lease.error).toBeInstanceOf(ConnectionLostError);
  expect(lease.error).toMatchObject({ code: 4_001, reason: 'maintenance' });
  expect((lease.error as Error).message).toContain('maintenance');
  await puppet.stop();
});
