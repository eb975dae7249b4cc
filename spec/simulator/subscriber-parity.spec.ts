// A subscriber's requests, side by side with a real server: the publishers are such as need no media.
import { hasRealJanus, startJanus, type RealJanus } from '../support/janus/index.js';
import { remote } from '../plugins/videoroom/support/rtp.js';
import type { Json } from './support/json.js';
import { dataOf, RawSocket } from './support/raw-socket.js';
import { offer } from './support/sdp.js';
import { simulate, stopAfterEach } from './support/simulate.js';

stopAfterEach();

const describeReal = hasRealJanus ? describe : describe.skip;
const PLUGIN = 'janus.plugin.videoroom';
const ROOM = 7;
const FEEDS = [1, 2];

type Step = readonly [request: string, fields?: Json];
const feed = (id: number, mid?: string): Json => ({ feed: id, ...(mid === undefined ? {} : { mid }) });

const steps: readonly Step[] = [
  ['join', { room: ROOM, ptype: 'subscriber', streams: [feed(1)] }],
  // While an offer is out.
  ['update'],
  ['update', { subscribe: 5 }],
  ['update', { subscribe: [] }],
  ['update', { unsubscribe: [] }],
  ['update', { subscribe: [feed(9)] }],
  ['update', { subscribe: [feed(1, '9')] }],
  ['update', { subscribe: [{}] }],
  ['update', { unsubscribe: [{ feed: 'x' }] }],
  ['update', { unsubscribe: [{ feed: 1, mid: 5 }] }],
  ['update', { unsubscribe: [feed(9)] }],
  ['switch'],
  ['switch', { streams: [] }],
  ['switch', { feed: 9 }],
  ['switch', { streams: [feed(2)] }],
  ['switch', { streams: [feed(2, '1')] }],
  ['switch', { streams: [{ mid: '1', sub_mid: '1' }] }],
  ['switch', { streams: [{ ...feed(9, '1'), sub_mid: '1' }] }],
  ['switch', { streams: [{ ...feed(2, '9'), sub_mid: '1' }] }],
  ['subscribe'],
  ['unsubscribe', { streams: [] }],
  ['update', { subscribe: [feed(2, '0')], unsubscribe: [feed(1, '0')] }],
  ['start', { answers: true }],
  ['start', { answers: true }],
  ['switch', { streams: [{ ...feed(2, '1'), sub_mid: '1' }] }],
  ['switch', { streams: [{ ...feed(2, '1'), sub_mid: '1' }] }],
  ['switch', { streams: [{ ...feed(2, '0'), sub_mid: '1' }] }],
  ['switch', { streams: [{ ...feed(2, '0'), sub_mid: '8' }] }],
  ['unsubscribe', { streams: [{ sub_mid: '8' }] }],
  ['unsubscribe', { streams: [{ sub_mid: '1' }] }],
  ['start', { answers: true }],
  ['switch', { streams: [{ ...feed(1, '1'), sub_mid: '1' }] }],
  ['start', { answers: true }],
  ['subscribe', { streams: [feed(1), feed(2)] }],
  ['start', { answers: true }],
  ['update', { unsubscribe: [feed(2)] }],
];

describeReal('a subscriber of the simulated videoroom', () => {
  let real: RealJanus;

  beforeAll(async () => void (real = await startJanus({ fullTrickle: false })), 30_000);
  afterAll(() => real.stop());

  it('is answered as at a real server', async () => {
    const [told, wanted] = await Promise.all([simulated(), actual(real)]);
    expect(told).toEqual(wanted);
  }, 60_000);
});

async function simulated(): Promise<unknown[]> {
  const server = await simulate();
  const client = await Client.of(server.webSocketUrl);
  await client.ask(client.host, { request: 'create', room: ROOM });
  for (const id of FEEDS) {
    const handle = await client.attach();
    await client.ask(handle, { request: 'join', room: ROOM, ptype: 'publisher', id });
    const descriptions = [{ mid: '1', description: 'a camera' }];
    await client.ask(handle, { request: 'publish', descriptions }, { type: 'offer', sdp: offer('sendonly') });
    server.webrtcUp(client.session, handle);
  }
  return outcomes(client);
}

async function actual({ webSocketUrl }: RealJanus): Promise<unknown[]> {
  const client = await Client.of(webSocketUrl);
  await client.ask(client.host, { request: 'create', room: ROOM });
  for (const id of FEEDS)
    await client.ask(client.host, { request: 'add_remote_publisher', ...remote({ room: ROOM, id }) });
  return outcomes(client);
}

/** What each request is answered, and what is told beside. */
async function outcomes(client: Client): Promise<unknown[]> {
  const subscriber = await client.attach();
  const all: unknown[] = [];
  let offered = '';
  for (const [request, { answers, ...fields } = {}] of steps) {
    const jsep = answers === undefined ? undefined : { type: 'answer', sdp: answerTo(offered) };
    const heard = await client.told(subscriber, { request, ...fields }, jsep);
    const sdps = heard.map(({ jsep: it }) => (it as { readonly sdp: string } | undefined)?.sdp);
    offered = sdps.reduce<string>((last, sdp) => sdp ?? last, offered);
    all.push({
      request,
      fields,
      heard: heard.map((message, at) => [dataOf(message), linesOf(sdps[at]), 'transaction' in message]),
    });
  }
  return all;
}

const linesOf = (sdp = ''): unknown => sdp.match(/^(m=\w+ \d|a=(sendonly|inactive|mid:.*))/gm);

/** The server's own description the other way round, with which nothing can be set up. */
const answerTo = (sdp: string): string =>
  sdp
    .replace(/a=sendonly/g, 'a=recvonly')
    .replace(/a=setup:actpass/g, 'a=setup:active')
    .replace(/^a=(candidate|end-of-candidates).*\r\n/gm, '');

class Client {
  private constructor(
    readonly socket: RawSocket,
    readonly session: number,
    readonly host: number,
  ) {}

  static async of(url: string): Promise<Client> {
    const socket = await RawSocket.open(url);
    const session = await socket.create();
    return new Client(socket, session, await socket.attach(session, PLUGIN));
  }

  attach(): Promise<number> {
    return this.socket.attach(this.session, PLUGIN);
  }

  ask(handle: number, body: Json, jsep?: Json): Promise<Json> {
    return this.socket.message(this.session, handle, body, jsep);
  }

  /** The events of a handle from one request on, a moment after the answer. */
  async told(handle: number, body: Json, jsep?: Json): Promise<readonly Json[]> {
    this.socket.fresh();
    await this.ask(handle, body, jsep);
    await new Promise((resolve) => setTimeout(resolve, 100));
    return this.socket.fresh().filter(({ janus, sender }) => janus === 'event' && sender === handle);
  }
}
