import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Observable } from 'rxjs';
import {
  ConnectionFailedError,
  create$,
  InvalidArgumentError,
  type JanusSession,
  type JanusTransport,
  openSession$,
  type OpenOptions,
  SessionLostError,
  SessionReclaimError,
} from 'rxjs-janus';
import { sleep, until } from '../support/until.js';
import { type Rig } from './support/rig.js';
import { listeningIn } from './support/listen-in.js';
import { sideBySide } from './support/side-by-side.js';
import { expectAnswer, failure, hold, holdEcho, requests, someId, told } from './support/talk.js';

type Opening = (janus$: JanusTransport) => Observable<JanusSession>;

const beats = { keepAliveMs: 1_000 };

/** Every way to say that there is no session yet, the first being what the others must equal. */
const plain: Readonly<Record<string, Opening>> = {
  create$: (janus$) => create$(janus$, beats),
  'openSession$ without an id': (janus$) => openSession$(janus$, beats),
  'openSession$ with null': (janus$) => openSession$(janus$, { ...beats, sessionId: null }),
  'openSession$ with undefined': (janus$) => openSession$(janus$, { ...beats, sessionId: undefined }),
  'openSession$ without an id, or else create': (janus$) =>
    openSession$(janus$, { ...beats, orElse: 'create' }),
  'openSession$ with null, or else error': (janus$) =>
    openSession$(janus$, { ...beats, sessionId: null, orElse: 'error' }),
};

/** What was recorded of `create$`: each frame or HTTP request as text, ids and transactions by their order. */
const recorded = (over: string): unknown =>
  JSON.parse(readFileSync(join(__dirname, 'recorded', `create-${over}.json`), 'utf8'));

/** A life from the opening over a handle, a request and a beat to the farewell, as the transport wrote it. */
const written = async (rig: Rig, open: Opening): Promise<readonly string[]> => {
  const { options, sent } = listeningIn();
  const held = await hold(rig, open(rig.transport(options)));
  const { echo } = await holdEcho(rig, held.session);
  await rig.watch(echo.configure$({ audio: true })).value();
  await until('a beat', () => rig.wire.count('ack', { direction: 'in', sessionId: held.session.id }) >= 2);
  held.lease.unsubscribe();
  await until('the farewell', () => rig.wire.count('destroy') === 1);
  await sleep(100);
  return sent();
};

sideBySide(
  'without a session to claim',
  Object.fromEntries(
    Object.entries(plain).map(([title, open]) => [
      `${title} writes what was recorded, and nothing else`,
      async (rig: Rig) => expect(await written(rig, open)).toEqual(recorded(rig.over)),
    ]),
  ),
);

const left = async (rig: Rig): Promise<number> => {
  const maker = await hold(rig, create$(rig.elsewhere(), { teardown: 'abandon' }));
  return maker.session.id;
};

const opened = (rig: Rig, options: OpenOptions) => hold(rig, openSession$(rig.transport(), options));

sideBySide('with a session to claim, openSession$', {
  claims: async (rig) => {
    const sessionId = await left(rig);
    const { session, status, lease } = await opened(rig, { sessionId });
    expect([session.id, told(status)]).toEqual([sessionId, ['live by claim']]);
    await expectAnswer(rig, (await holdEcho(rig, session)).echo);
    expect([requests(rig)[0], rig.wire.count('create')]).toEqual(['claim', 0]);
    lease.unsubscribe();
    await until('the farewell', () => rig.wire.count('destroy') === 1);
  },
  'claims it too when it may create else': async (rig) => {
    const sessionId = await left(rig);
    const { session } = await opened(rig, { sessionId, orElse: 'create' });
    expect([session.id, rig.wire.count('create')]).toEqual([sessionId, 0]);
  },
  'errors when the server does not know it': async (rig) => {
    const sessionId = someId();
    const error = await failure(rig, openSession$(rig.transport(), { sessionId }));
    expect(error).toBeInstanceOf(SessionReclaimError);
    expect(error).toMatchObject({ sessionId, code: 458, why: 'not-found' });
    expect(requests(rig)).toEqual(['claim']);
  },
  'creates when the server does not know it, if told so': async (rig) => {
    const sessionId = someId();
    const { session, status } = await opened(rig, { sessionId, orElse: 'create' });
    expect(session.id).not.toBe(sessionId);
    expect(told(status)).toEqual(['live by create']);
    expect(requests(rig).slice(0, 2)).toEqual(['claim', 'create']);
    await expectAnswer(rig, (await holdEcho(rig, session)).echo);
  },
  'creates nothing when there is no line': async (rig) => {
    const sessionId = await left(rig);
    await rig.line.refuse();
    const error = await failure(rig, openSession$(rig.transport(), { sessionId, orElse: 'create' }));
    expect(error).toBeInstanceOf(ConnectionFailedError);
    expect(await rig.witness.sessions()).toContain(sessionId);
  },
  'creates nothing when a claimed session is lost later': async (rig) => {
    const sessionId = await left(rig);
    const { lease } = await opened(rig, { sessionId, orElse: 'create', keepAliveMs: 2_000 });
    await rig.witness.destroySession(sessionId);
    await lease.end();
    expect(lease.error).toBeInstanceOf(SessionLostError);
    expect([lease.values.length, rig.wire.count('create')]).toEqual([1, 0]);
  },
  'asks for no line when id or choice cannot be right': async (rig) => {
    const wrong = [
      { sessionId: 0 },
      { sessionId: NaN, orElse: 'create' },
      { sessionId: '12' },
      { orElse: 'claim' },
    ];
    for (const options of wrong)
      expect(await failure(rig, openSession$(rig.transport(), options as OpenOptions))).toBeInstanceOf(
        InvalidArgumentError,
      );
    expect(rig.line.accepted).toBe(0);
  },
});

sideBySide(
  'with a wrong secret, openSession$',
  {
    'creates nothing after the refusal': async (rig) => {
      const sessionId = await left(rig);
      const janus$ = rig.transport({ apiSecret: 'sesame-not' });
      const error = await failure(rig, openSession$(janus$, { sessionId, orElse: 'create' }));
      expect(error).toBeInstanceOf(SessionReclaimError);
      expect(error).toMatchObject({ code: 403, why: 'unauthorized' });
      expect(requests(rig)).toEqual(['claim']);
    },
  },
  { apiSecret: 'open-sesame' },
);
