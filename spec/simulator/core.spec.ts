import type { JanusSimulator } from 'rxjs-janus/simulator';
import type { Json } from './support/json.js';
import { idOf, RawSocket } from './support/raw-socket.js';
import { simulate, stopAfterEach } from './support/simulate.js';

stopAfterEach();

describe('the core verbs', () => {
  let server: JanusSimulator;
  let socket: RawSocket;
  let session: number;
  let handle: number;

  beforeEach(async () => {
    server = await simulate();
    socket = await RawSocket.open(server.webSocketUrl);
    session = await socket.create();
    handle = await socket.attach(session);
  });

  it('answers info with versions, limits in seconds, and plugins', async () => {
    expect(await socket.ask({ janus: 'info' })).toMatchObject({
      janus: 'server_info',
      version: 1102,
      'session-timeout': 60,
      'reclaim-session-timeout': 0,
      'accepting-new-sessions': true,
      api_secret: false,
      auth_token: false,
      plugins: { 'janus.plugin.echotest': {}, 'janus.plugin.videoroom': {} },
    });
  });

  it('takes info overrides', async () => {
    const other = await simulate({ info: { version: 1401, opaqueid_in_api: true } });
    const info = await (await RawSocket.open(other.webSocketUrl)).ask({ janus: 'info' });
    expect(info).toMatchObject({ version: 1401, opaqueid_in_api: true, version_string: '1.1.2' });
  });

  it('creates, attaches, keeps alive, detaches and destroys', async () => {
    const head = { session_id: session };
    expect(Number.isSafeInteger(session) && Number.isSafeInteger(handle)).toBe(true);
    expect(server.sessions()).toEqual([
      {
        id: session,
        owner: 'websocket',
        lastActivityAt: expect.any(Number) as number,
        handles: [{ id: handle, plugin: 'janus.plugin.echotest' }],
      },
    ]);
    expect(await socket.ask({ janus: 'keepalive', ...head })).toMatchObject({ janus: 'ack', ...head });
    socket.fresh();
    await socket.ask({ janus: 'detach', ...head, handle_id: handle });
    await socket.settle();
    expect(socket.fresh().slice(0, 3)).toMatchObject([
      { janus: 'success', ...head },
      { janus: 'event', sender: handle, plugindata: { data: { result: 'done' } } },
      { janus: 'detached', ...head, sender: handle },
    ]);
    const destroyed = await socket.ask({ janus: 'destroy', ...head });
    expect(destroyed).toEqual({ janus: 'success', ...head, transaction: expect.any(String) as string });
    expect(server.sessions()).toEqual([]);
  });

  it('says nothing of the handles when a session is destroyed', async () => {
    socket.fresh();
    await socket.ask({ janus: 'destroy', session_id: session });
    await socket.settle();
    expect(socket.fresh().map(({ janus }) => janus)).toEqual(['success', 'pong']);
  });

  it('gives a chosen id once', async () => {
    expect(idOf(await socket.ask({ janus: 'create', id: 4711 }))).toBe(4711);
    expect(await socket.ask({ janus: 'create', id: 4711 })).toMatchObject({
      session_id: 4711,
      error: { code: 468, reason: 'Session ID already in use' },
    });
  });

  it('keeps the opaque id', async () => {
    const fields = {
      janus: 'attach',
      session_id: session,
      plugin: 'janus.plugin.echotest',
      opaque_id: 'mine',
    };
    const id = idOf(await socket.ask(fields));
    expect(server.sessions()[0]?.handles[1]).toEqual({
      id,
      plugin: 'janus.plugin.echotest',
      opaqueId: 'mine',
    });
  });

  it.each<[string, (ids: { s: number; h: number }) => Json, number, string]>([
    ['an unknown session', () => ({ janus: 'claim', session_id: 5 }), 458, 'No such session 5'],
    [
      'a negative session id',
      () => ({ janus: 'claim', session_id: -5 }),
      458,
      'No such session 18446744073709551611',
    ],
    ['no session', () => ({ janus: 'claim' }), 457, "Unhandled request 'claim' at this path"],
    [
      'a session id of text',
      () => ({ janus: 'claim', session_id: '5' }),
      457,
      "Unhandled request 'claim' at this path",
    ],
    [
      'half a session id',
      () => ({ janus: 'claim', session_id: 1.5 }),
      457,
      "Unhandled request 'claim' at this path",
    ],
    ['a handle without a session', () => ({ janus: 'message', handle_id: 5 }), 458, 'Session not found'],
    [
      'a handle id of text',
      ({ s }) => ({ janus: 'claim', session_id: s, handle_id: 'x' }),
      459,
      'Handle not found',
    ],
    ['an unknown verb', ({ s }) => ({ janus: 'foo', session_id: s }), 453, "Unknown request 'foo'"],
    ['ping in a session', ({ s }) => ({ janus: 'ping', session_id: s }), 453, "Unknown request 'ping'"],
    [
      'an unknown verb without a session',
      () => ({ janus: 'foo' }),
      457,
      "Unhandled request 'foo' at this path",
    ],
    [
      'destroy with a handle',
      ({ s, h }) => ({ janus: 'destroy', session_id: s, handle_id: h }),
      457,
      "Unhandled request 'destroy' at this path",
    ],
    [
      'message without a handle',
      ({ s }) => ({ janus: 'message', session_id: s }),
      457,
      "Unhandled request 'message' at this path",
    ],
    [
      'an unknown plugin',
      ({ s }) => ({ janus: 'attach', session_id: s, plugin: 'x' }),
      460,
      "No such plugin 'x'",
    ],
    ['no plugin', ({ s }) => ({ janus: 'attach', session_id: s }), 456, 'Missing mandatory element (plugin)'],
    [
      'no body',
      ({ s, h }) => ({ janus: 'message', session_id: s, handle_id: h }),
      456,
      'Missing mandatory element (body)',
    ],
    [
      'a body of text',
      ({ s, h }) => ({ janus: 'message', session_id: s, handle_id: h, body: 'x' }),
      467,
      'Invalid element type (body should be an object)',
    ],
    [
      'no candidate',
      ({ s, h }) => ({ janus: 'trickle', session_id: s, handle_id: h }),
      456,
      'Missing mandatory element (candidate|candidates)',
    ],
  ])('refuses %s', async (_, fields, code, reason) => {
    const reply = await socket.ask(fields({ s: session, h: handle }));
    expect(reply).toMatchObject({ janus: 'error', error: { code, reason } });
  });

  it('names the handle and session that it does not know', async () => {
    const reply = await socket.ask({ janus: 'claim', session_id: session, handle_id: 5 });
    expect(reply['error']).toEqual({ code: 459, reason: `No such handle 5 in session ${session}` });
  });

  it.each<[string, Json, Json]>([
    ['no transaction', {}, { code: 456, reason: 'Missing mandatory element (transaction)' }],
    [
      'a number',
      { transaction: 5 },
      { code: 467, reason: 'Invalid element type (transaction should be a string)' },
    ],
    [
      'null',
      { transaction: null },
      { code: 467, reason: 'Invalid element type (transaction should be a string)' },
    ],
  ])('refuses a transaction that is %s, without one in the reply', async (_, fields, error) => {
    socket.fresh();
    socket.say({ janus: 'keepalive', session_id: session, ...fields });
    await socket.settle();
    expect(socket.fresh()[0]).toEqual({ janus: 'error', session_id: session, error });
  });

  it('echoes any transaction, the empty one too, and reads verbs in any case', async () => {
    socket.say({ janus: 'PING', transaction: '' });
    expect(await socket.find('the pong', ({ transaction }) => transaction === '')).toEqual({
      janus: 'pong',
      transaction: '',
    });
    const transaction = `${'😀'.repeat(50_000)}"\\`;
    socket.say({ janus: 'ping', transaction });
    await socket.find('the long pong', (message) => message['transaction'] === transaction);
  });

  it('refuses new sessions when told to, and says so in info', async () => {
    server.acceptSessions(false);
    expect(await socket.ask({ janus: 'create' })).toMatchObject({ error: { code: 472 } });
    expect(await socket.ask({ janus: 'info' })).toMatchObject({ 'accepting-new-sessions': false });
    server.acceptSessions(true);
    expect(await socket.ask({ janus: 'create' })).toMatchObject({ janus: 'success' });
  });

  it('drops the connection when the subprotocol is wrong or missing', async () => {
    await expect(RawSocket.open(server.webSocketUrl, 'foo')).rejects.toThrow('socket hang up');
    await expect(RawSocket.open(server.webSocketUrl, [])).rejects.toThrow('socket hang up');
    await expect(RawSocket.open(server.webSocketUrl, ['foo', 'janus-protocol'])).resolves.toBeDefined();
  });
});
