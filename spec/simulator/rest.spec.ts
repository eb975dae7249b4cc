import type { JanusSimulator } from 'rxjs-janus/simulator';
import { RawRest } from './support/raw-rest.js';
import { simulate, stopAfterEach } from './support/simulate.js';

stopAfterEach();

describe('REST', () => {
  let server: JanusSimulator;
  let rest: RawRest;
  let session: number;
  let handle: number;

  beforeEach(async () => {
    server = await simulate();
    rest = new RawRest(server.restUrl);
    session = await rest.create();
    handle = await rest.attach(session);
  });

  it('takes ids in the path, in the body, or both', async () => {
    const ack = { janus: 'ack', session_id: session, transaction: 'raw' };
    const keepalive = { janus: 'keepalive' };
    expect(await rest.post(`/janus/${session}`, keepalive)).toEqual(ack);
    expect(await rest.post(`/janus/${session}/${handle}`, keepalive)).toEqual(ack);
    expect(await rest.post('/janus', { ...keepalive, session_id: session, handle_id: handle })).toEqual(ack);
    expect(await rest.post(`/janus/${session}/`, { ...keepalive, session_id: session })).toEqual(ack);
    expect(await rest.post(`/JANUS`, { ...keepalive, session_id: session })).toEqual(ack);
  });

  it('refuses ids that differ, without a transaction', async () => {
    const error = (what: string): unknown => ({
      janus: 'error',
      error: { code: 457, reason: `Conflicting ${what} ID (payload and path)` },
    });
    const keepalive = { janus: 'keepalive', session_id: session, handle_id: handle };
    expect(await rest.post('/janus/5', keepalive)).toEqual(error('session'));
    expect(await rest.post(`/janus/${session}/5`, keepalive)).toEqual(error('handle'));
  });

  it('answers errors of the core with status 200, chunked JSON, for every origin', async () => {
    const { response } = rest.send('POST', '/janus/5', '{"janus":"keepalive","transaction":"t"}');
    const { status, headers, text } = await response;
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'transfer-encoding': 'chunked',
      'access-control-allow-origin': '*',
    });
    expect(JSON.parse(text)).toMatchObject({ janus: 'error', error: { code: 458 } });
  });

  it.each<[string, string, number]>([
    ['GET', '/janus', 404],
    ['GET', '/elsewhere', 404],
    ['GET', '/janus/5', 404],
    ['GET', '/janus/abc', 404],
    ['GET', '/janus/ping', 404],
    ['GET', '/janus/info', 200],
    ['GET', '/janus/5/6', 302],
    ['OPTIONS', '/janus/5', 200],
    ['DELETE', '/janus/5', 200],
  ])('answers %s %s with %i', async (method, path, status) => {
    expect(await rest.send(method, path).response).toMatchObject({ status });
  });

  it('points a GET of a handle to its session, and says which methods it has not', async () => {
    const { headers } = await rest.send('GET', `/janus/${session}/${handle}`).response;
    expect(headers.location).toBe(`/janus/${session}`);
    const { text } = await rest.send('DELETE', '/janus').response;
    expect(JSON.parse(text)).toEqual({
      janus: 'error',
      error: { code: 450, reason: 'Unsupported method DELETE' },
    });
  });

  it('allows what a browser asks for', async () => {
    const asked = {
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    };
    const { headers } = await rest.send('OPTIONS', '/janus', undefined, asked).response;
    expect(headers).toMatchObject({
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'content-type',
    });
  });

  it.each([
    ['PUT', '{}'],
    ['POST', ''],
    ['POST', undefined],
  ])('resets the connection of a %s of %p', async (method, body) => {
    await expect(rest.send(method, '/janus', body).response).rejects.toThrow('socket hang up');
  });
});
