// The simulated AudioBridge beside the real one: the same requests of three handles, and what each of them is told.
import {
  type Handle,
  type HandleEvent,
  type JanusSession,
  create$,
  isJanusError,
  webSocketTransport,
} from 'rxjs-janus';
import { firstValueFrom } from 'rxjs';
import { type SimulatorOptions } from 'rxjs-janus/simulator';
import { hasRealJanus, type RealJanus, startJanus } from '../support/janus/index.js';
import { sleep } from '../support/until.js';
import { type Watched, watch } from '../support/watch.js';
import { bridgeSteps } from './support/bridge-steps.js';
import type { Json } from './support/json.js';
import { offer } from './support/sdp.js';
import { simulate, stopAfterEach } from './support/simulate.js';

stopAfterEach();

const describeReal = hasRealJanus ? describe : describe.skip;
const PLUGIN = 'janus.plugin.audiobridge';

/** A real server looks once a second for PeerConnections that a plugin has ended. */
const WHOLE_SECOND_MS = 1_100;

describeReal('the simulated AudioBridge', () => {
  let real: RealJanus;

  beforeAll(async () => void (real = await startJanus({ plugins: ['audiobridge'] })), 30_000);
  afterAll(() => real.stop());

  it('answers and tells as the real one does', async () => {
    const simulated = await simulate();
    const [told, wanted] = await Promise.all([outcomes(simulated.webSocketUrl), outcomes(real.webSocketUrl)]);
    expect(told).toEqual(wanted);
  }, 30_000);
});

const endsMedia = (request: string, answer: unknown): boolean =>
  ['kick', 'hangup'].includes(request) && !Array.isArray(answer);

/** What each step was answered, and who was told what of it. */
async function outcomes(url: string): Promise<unknown[]> {
  const lease = watch(create$(webSocketTransport({ url })));
  const session = await lease.value();
  const members = [await Member.of(session), await Member.of(session), await Member.of(session)];
  const all: unknown[] = [];
  for (const [who, request, fields] of bridgeSteps) {
    const answer = await members[who]?.ask({ request, ...fields });
    await sleep(endsMedia(request, answer) ? WHOLE_SECOND_MS : 25);
    all.push({ request, fields, answer, told: members.map((member) => member.fresh()) });
  }
  lease.unsubscribe();
  return all;
}

class Member {
  readonly #told: Watched<HandleEvent>;
  #seen = 0;

  private constructor(readonly handle: Handle) {
    this.#told = watch(handle.event$);
  }

  static async of(session: JanusSession): Promise<Member> {
    return new Member(await watch(session.attach$(PLUGIN)).value());
  }

  async ask(body: Json): Promise<unknown> {
    try {
      const { data } = await firstValueFrom(this.handle.message$(body));
      return ordered(data);
    } catch (error) {
      if (!isJanusError(error) || error.kind !== 'plugin') throw error;
      return [error.code, error.reason];
    }
  }

  /** What it was told since the last look. */
  fresh(): readonly HandleEvent[] {
    const fresh = this.#told.values.slice(this.#seen);
    this.#seen = this.#told.values.length;
    return fresh;
  }
}

const dataOf = (event: HandleEvent): unknown => (event.kind === 'plugin' ? event.data : event.kind);

/** The server keeps rooms and people in tables without order. */
function ordered(data: Json): Json {
  const sorted = Object.entries(data).map(([key, value]) => [
    key,
    Array.isArray(value)
      ? value.map((one) => JSON.stringify(Object.entries(one as Json).sort())).sort()
      : value,
  ]);
  return Object.fromEntries(sorted) as Json;
}

describe('the simulated AudioBridge by itself', () => {
  const leases: Watched<JanusSession>[] = [];
  afterEach(() => {
    for (const lease of leases.splice(0)) lease.unsubscribe();
  });

  const two = async (options: SimulatorOptions = {}) => {
    const server = await simulate(options);
    const lease = watch(create$(webSocketTransport({ url: server.webSocketUrl })));
    leases.push(lease);
    const session = await lease.value();
    return { server, session, ann: await Member.of(session), bob: await Member.of(session) };
  };

  it('answers an offer, and tells the others when the PeerConnection is up and when it has ended', async () => {
    const { server, session, ann, bob } = await two();
    await ann.ask({ request: 'join', room: 1234, id: 1 });
    await bob.ask({ request: 'join', room: 1234, id: 2 });
    const jsep = { type: 'offer', sdp: offer('sendrecv', ['audio']) } as const;
    const reply = await firstValueFrom(bob.handle.message$({ request: 'configure', muted: true }, { jsep }));
    expect(reply.jsep).toMatchObject({ type: 'answer', sdp: expect.stringContaining('m=audio') });
    server.webrtcUp(session.id, bob.handle.id);
    await sleep(20);
    const shown = (setup: boolean) => ({ participants: [{ id: 2, muted: true, setup }] });
    expect(ann.fresh().map(dataOf)).toMatchObject([{ audiobridge: 'joined' }, shown(false), shown(true)]);
    await firstValueFrom(bob.handle.message$({ request: 'hangup' }));
    await sleep(20);
    expect(ann.fresh().map(dataOf)).toMatchObject([{ leaving: 2 }]);
    expect(bob.fresh()).toMatchObject([{ kind: 'webrtcup' }, { kind: 'hangup' }]);
  });

  it('keeps the PeerConnection of who leaves for the next room', async () => {
    const { server, session, ann, bob } = await two();
    await bob.ask({ request: 'join', room: 1234, id: 2 });
    await firstValueFrom(
      bob.handle.message$(
        { request: 'configure' },
        { jsep: { type: 'offer', sdp: offer('sendrecv', ['audio']) } },
      ),
    );
    server.webrtcUp(session.id, bob.handle.id);
    await bob.ask({ request: 'leave' });
    await bob.ask({ request: 'join', room: 1234, id: 2 });
    const { participants } = (await ann.ask({ request: 'listparticipants', room: 1234 })) as Json;
    expect(participants).toEqual([
      JSON.stringify([
        ['id', 2],
        ['muted', false],
        ['setup', true],
      ]),
    ]);
  });

  it('tells of who detaches, and kicks all', async () => {
    const { ann, bob } = await two();
    await ann.ask({ request: 'join', room: 1234, id: 1 });
    await bob.ask({ request: 'join', room: 1234, id: 2 });
    await firstValueFrom(bob.handle.detach$());
    await sleep(20);
    expect(ann.fresh().map(dataOf)).toMatchObject([{ audiobridge: 'joined' }, { leaving: 2 }]);
    await ann.ask({ request: 'kick_all', room: 1234, secret: 'adminpwd' });
    await sleep(20);
    expect(ann.fresh().map(dataOf)).toMatchObject([{ kicked_all: 1 }]);
    expect(await ann.ask({ request: 'leave' })).toEqual([487, "Can't leave (not in a room)"]);
  });

  it('has strings for ids where the server has', async () => {
    const { ann } = await two({ stringIds: true });
    expect(await ann.ask({ request: 'exists', room: '1234' })).toMatchObject({ exists: true });
    expect(await ann.ask({ request: 'exists', room: 1234 })).toEqual([
      484,
      'Invalid element type (room should be a string)',
    ]);
    const { id } = (await ann.ask({ request: 'join', room: '1234' })) as Json;
    expect(typeof id).toBe('string');
  });
});
