import { RawRest } from './support/raw-rest.js';
import { RawSocket } from './support/raw-socket.js';
import { simulate, stopAfterEach } from './support/simulate.js';

stopAfterEach();

const refused = { code: 403, reason: 'Unauthorized request (wrong or missing secret/token)' };

describe('secret and tokens', () => {
  it('are asked for before the session is looked for, but not by info and ping', async () => {
    const socket = await RawSocket.open((await simulate({ apiSecret: 'sesame' })).webSocketUrl);
    expect(await socket.ask({ janus: 'ping' })).toMatchObject({ janus: 'pong' });
    expect(await socket.ask({ janus: 'info' })).toMatchObject({ api_secret: true });
    expect(await socket.ask({ janus: 'create' })).toMatchObject({ error: refused });
    const unknown = await socket.ask({ janus: 'claim', session_id: 5, apisecret: 'wrong' });
    expect(unknown).toMatchObject({ session_id: 5, error: refused });
    expect(await socket.ask({ janus: 'create', apisecret: 'sesame' })).toMatchObject({ janus: 'success' });
  });

  it('let in whoever has either of them', async () => {
    const server = await simulate({ apiSecret: 'sesame', tokens: ['t'] });
    const socket = await RawSocket.open(server.webSocketUrl);
    expect(await socket.ask({ janus: 'create', apisecret: 'sesame' })).toMatchObject({ janus: 'success' });
    expect(await socket.ask({ janus: 'create', token: 't' })).toMatchObject({ janus: 'success' });
    expect(await socket.ask({ janus: 'create', token: 'u' })).toMatchObject({ error: refused });
  });

  it('can be added and removed, from the next request on', async () => {
    const server = await simulate({ tokens: [] });
    const socket = await RawSocket.open(server.webSocketUrl);
    expect(await socket.ask({ janus: 'create', token: 't' })).toMatchObject({ error: refused });
    server.addToken('t');
    const session_id = await socket.create({ token: 't' });
    server.removeToken('t');
    expect(await socket.ask({ janus: 'keepalive', session_id, token: 't' })).toMatchObject({
      error: refused,
    });
  });

  it('can be good for some plugins only', async () => {
    const server = await simulate({ tokens: [] });
    server.addToken('t', ['janus.plugin.videoroom']);
    const socket = await RawSocket.open(server.webSocketUrl);
    const session_id = await socket.create({ token: 't' });
    const attach = { janus: 'attach', session_id, token: 't' };
    expect(await socket.ask({ ...attach, plugin: 'janus.plugin.echotest' })).toMatchObject({
      error: { code: 405, reason: "Provided token can't access plugin 'janus.plugin.echotest'" },
    });
    expect(await socket.ask({ ...attach, plugin: 'janus.plugin.videoroom' })).toMatchObject({
      janus: 'success',
    });
  });

  it('go into the query of a poll, which is refused by an empty 403', async () => {
    const rest = new RawRest((await simulate({ tokens: ['t'] })).restUrl);
    const created = await rest.post('/janus', { janus: 'create', token: 't' });
    const session = (created['data'] as { id: number }).id;
    expect(await rest.poll(session).response).toMatchObject({ status: 403, text: '' });
    expect(await rest.poll(session, '?token=u').response).toMatchObject({ status: 403, text: '' });
    expect(await rest.poll(5, '?token=t').response).toMatchObject({ status: 404, text: '' });
  });
});
