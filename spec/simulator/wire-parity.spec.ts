import { hasRealJanus, startJanus, type RealJanus } from '../support/janus/index.js';
import { until } from '../support/until.js';
import type { Json } from './support/json.js';
import { coreSteps, restSteps, type Ids, type Step } from './support/parity-steps.js';
import { RawRest } from './support/raw-rest.js';
import { RawSocket } from './support/raw-socket.js';
import { roomSteps } from './support/room-steps.js';
import { simulate, stopAfterEach } from './support/simulate.js';

stopAfterEach();

const describeReal = hasRealJanus ? describe : describe.skip;

describeReal('on the wire the simulator is as a real Janus', () => {
  let real: RealJanus;

  beforeAll(async () => {
    real = await startJanus({ fullTrickle: false });
  }, 30_000);
  afterAll(() => real.stop());

  it('in the core and the echo test', async () => {
    const simulated = await simulate();
    expect(await told(simulated.webSocketUrl, coreSteps)).toEqual(await told(real.webSocketUrl, coreSteps));
  }, 30_000);

  it('in a videoroom', async () => {
    // What the real one is set up with here.
    const simulated = await simulate({ rooms: [{ room: 1234, description: 'Demo Room', publishers: 6 }] });
    expect(await told(simulated.webSocketUrl, roomSteps)).toEqual(await told(real.webSocketUrl, roomSteps));
  }, 30_000);

  it('over REST', async () => {
    const simulated = await simulate();
    expect(await answered(simulated.restUrl)).toEqual(await answered(real.restUrl));
  }, 30_000);
});

interface Client extends Ids {
  readonly socket: RawSocket;
}

/** What two clients are told, step by step, with made-up names for whatever differs from run to run. */
async function told(url: string, steps: readonly Step[]): Promise<unknown[]> {
  const clients = [await clientOf(url), await clientOf(url)];
  const names = new Map<string, string>();
  const all: unknown[] = [];
  for (const [index, { by = 0, send, gives }] of steps.entries()) {
    const client = clients[by];
    if (client === undefined) throw new Error('no such client');
    client.socket.say(typeof send === 'function' ? { transaction: `step-${index}`, ...send(client) } : send);
    const what = typeof send === 'function' ? JSON.stringify(send(client)) : send.toString();
    const heard = await Promise.all(
      clients.map(({ socket }, other) => hear(socket, gives[other] ?? 0, `${url} to answer ${what}`)),
    );
    all.push({
      what: rename(what, names),
      heard: heard.map((messages) => messages.map((m) => normal(m, names)).sort()),
    });
  }
  return all;
}

async function clientOf(url: string): Promise<Client> {
  const socket = await RawSocket.open(url);
  const session = await socket.create();
  const echo = await socket.attach(session);
  const room = await socket.attach(session, 'janus.plugin.videoroom');
  socket.fresh();
  return { socket, session, echo, room };
}

async function hear(socket: RawSocket, count: number, what: string): Promise<readonly Json[]> {
  const heard: Json[] = [];
  await until(what, () => heard.push(...socket.fresh()) >= count);
  return heard;
}

function normal(message: Json, names: Map<string, string>): string {
  const text = JSON.stringify(message, (key, value: unknown) => {
    if (key === 'sdp')
      return String(value).match(/^(m=\w+ 9|a=(sendrecv|sendonly|recvonly|inactive|mid:.*|setup:.*))/gm);
    // The server keeps rooms in a table without order.
    if (key === 'list' && Array.isArray(value)) return value.map((one) => JSON.stringify(one)).sort();
    return key === 'private_id' ? 'private' : value;
  });
  return rename(text, names);
}

const rename = (text: string, names: Map<string, string>): string =>
  text.replace(/\b\d{12,17}\b/g, (id) => {
    const name = names.get(id) ?? `id-${names.size}`;
    names.set(id, name);
    return name;
  });

/** What REST answers, step by step: status, the headers that matter, body. */
async function answered(url: string): Promise<unknown[]> {
  const rest = new RawRest(url);
  const session = await rest.create();
  const handle = await rest.attach(session);
  const names = new Map([
    [String(session), 'S'],
    [String(handle), 'H'],
  ]);
  const all: unknown[] = [];
  for (const [method, path, body] of restSteps) {
    const target = path.replace('S', String(session)).replace('H', String(handle)).replace('/JANU', '/janu');
    const response = await rest.send(method, target, body).response.catch(() => 'reset' as const);
    all.push({ sent: [method, path, body], got: response === 'reset' ? response : essence(response, names) });
  }
  return all;
}

function essence(
  { status, headers, text }: Awaited<ReturnType<RawRest['send']>['response']>,
  names: Map<string, string>,
): Json {
  // Not whether it is chunked: an answer to a poll is when it had to wait, which is a matter of chance here.
  const kept = ['content-type', 'location', 'access-control-allow-origin'];
  return {
    status,
    text: rename(text, names),
    headers: kept.map((name) => rename(String(headers[name]), names)),
  };
}
