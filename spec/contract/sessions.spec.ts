import {
  create$,
  type CreateOptions,
  type Diagnostic,
  info$,
  InvalidArgumentError,
  ping$,
  ServerError,
  SessionEndedError,
  SessionTimeoutError,
} from 'rxjs-janus';
import { sleep, until } from '../support/until.js';
import { type Rig } from './support/rig.js';
import { sideBySide } from './support/side-by-side.js';
import { expectAnswer, failure, hold, holdEcho, someId, told } from './support/talk.js';

sideBySide('a session', {
  'lives from the subscription to the unsubscribe': async (rig) => {
    const { session, lease, status } = await hold(rig, create$(rig.transport()));
    expect(await rig.witness.sessions()).toContain(session.id);
    expect(told(status)).toEqual(['live by create']);
    lease.unsubscribe();
    await until('the session to go', async () => !(await rig.witness.sessions()).includes(session.id));
    expect(told(status)).toEqual(['live by create', 'ended']);
    expect(status).toMatchObject({ completed: true, error: undefined });
  },
  'is not made by calling create$': async (rig) => {
    void create$(rig.transport());
    await sleep(50);
    expect(rig.line.accepted).toBe(0);
  },
  'is shared by its subscribers and ends with the last': async (rig) => {
    const session$ = create$(rig.transport());
    const [first, second] = [await hold(rig, session$), await hold(rig, session$)];
    expect(second.session).toBe(first.session);
    first.lease.unsubscribe();
    const { echo } = await holdEcho(rig, second.session);
    await expectAnswer(rig, echo);
    second.lease.unsubscribe();
    await until('the farewell', () => rig.wire.count('destroy') === 1);
    expect(rig.wire.count('create')).toBe(1);
  },
  'is a new one when subscribed to after its end': async (rig) => {
    const session$ = create$(rig.transport());
    const first = await hold(rig, session$);
    first.lease.unsubscribe();
    await until('the farewell', () => rig.wire.count('destroy') === 1);
    const second = await hold(rig, session$);
    expect(second.session.id).not.toBe(first.session.id);
    expect(await rig.witness.sessions()).toContain(second.session.id);
  },
  'has the id that was chosen, and is refused an id in use': async (rig) => {
    const [id, janus$] = [someId(), rig.transport()];
    const { session, lease } = await hold(rig, create$(janus$, { id }));
    expect(session.id).toBe(id);
    const error = await failure(rig, create$(janus$, { id }));
    expect(error).toBeInstanceOf(ServerError);
    expect(error).toMatchObject({ code: 468, codeName: 'SESSION_CONFLICT', verb: 'create' });
    expect(rig.wire.count('create')).toBe(2);
    expect([lease.ended, await rig.witness.sessions()]).toEqual([false, expect.arrayContaining([id])]);
  },
  'asks for no line when its id cannot be one': async (rig) => {
    for (const id of [0, -5, 1.5, NaN, 2 ** 53]) {
      const error = await failure(rig, create$(rig.transport(), { id }));
      expect(error).toBeInstanceOf(InvalidArgumentError);
      expect(error).toMatchObject({ argument: 'id' });
    }
    expect(rig.line.accepted).toBe(0);
  },
  'errors on every use after its end, with the remedy': async (rig) => {
    const { session, lease, status } = await hold(rig, create$(rig.transport()));
    lease.unsubscribe();
    // It lingers for a turn.
    await status.end();
    const uses = [session.attach$('janus.plugin.echotest'), session.reattach$('janus.plugin.echotest', 1)];
    for (const use$ of [...uses, session.request$('keepalive'), session.destroy$()]) {
      const error = await failure(rig, use$);
      expect(error).toBeInstanceOf(SessionEndedError);
      expect((error as Error).message).toContain('session$.subscribe()');
    }
  },
  'ends for all its subscribers by destroy$': async (rig) => {
    const session$ = create$(rig.transport());
    const [first, second] = [await hold(rig, session$), await hold(rig, session$)];
    const done = await rig.watch(first.session.destroy$()).end();
    expect([done.values.length, done.completed]).toEqual([1, true]);
    await Promise.all([first.lease.end(), second.lease.end()]);
    expect([first.lease.error, second.lease.error]).toEqual([undefined, undefined]);
    expect(await rig.witness.sessions()).not.toContain(first.session.id);
    await sleep(50);
    expect(rig.wire.count('destroy')).toBe(1);
  },
  'takes the verbs of the core': async (rig) => {
    const { session } = await hold(rig, create$(rig.transport()));
    const kept = await rig.watch(session.request$('keepalive')).end();
    expect(kept).toMatchObject({ values: [{ janus: 'ack', session_id: session.id }], completed: true });
  },
  'shares one line with the questions to the server': async (rig) => {
    const janus$ = rig.transport();
    await hold(rig, create$(janus$));
    const info = await rig.watch(info$(janus$)).end();
    expect(info).toMatchObject({ completed: true, values: [{ version: 1102, 'session-timeout': 12 }] });
    const ping = await rig.watch(ping$(janus$)).end();
    expect(ping).toMatchObject({ completed: true, values: [{ janus: 'pong' }] });
    if (rig.over === 'websocket') expect(rig.line.accepted).toBe(1);
  },
});

sideBySide(
  'a server that takes no new sessions',
  {
    'refuses a session and keeps those that it has': async (rig) => {
      const janus$ = rig.transport();
      const { lease } = await hold(rig, create$(janus$));
      await rig.witness.acceptNewSessions(false);
      const error = await failure(rig, create$(janus$));
      expect(error).toBeInstanceOf(ServerError);
      expect(error).toMatchObject({ code: 472, codeName: 'NOT_ACCEPTING_SESSIONS', verb: 'create' });
      await rig.witness.acceptNewSessions(true);
      await hold(rig, create$(janus$));
      expect(lease.ended).toBe(false);
    },
  },
  { ownServer: true },
);

const refusedWith403 = async (rig: Rig, secret: string, options: object): Promise<void> => {
  const error = await failure(rig, create$(rig.transport(options)));
  expect(error).toBeInstanceOf(ServerError);
  expect(error).toMatchObject({ code: 403, codeName: 'UNAUTHORIZED', verb: 'create' });
  expect(JSON.stringify([String(error), error])).not.toContain(secret);
  expect(rig.wire.count('create')).toBe(1);
};

sideBySide(
  'a server with a secret',
  {
    'serves whoever has it': async (rig) => {
      const { session } = await hold(rig, create$(rig.transport()));
      await expectAnswer(rig, (await holdEcho(rig, session)).echo);
    },
    'refuses whoever has another': (rig) => refusedWith403(rig, 'sesame-not', { apiSecret: 'sesame-not' }),
    'tells of itself and answers a ping without it': async (rig) => {
      const janus$ = rig.transport({ apiSecret: 'sesame-not' });
      await rig.watch(info$(janus$)).value();
      await rig.watch(ping$(janus$)).value();
    },
  },
  { apiSecret: 'open-sesame' },
);

sideBySide(
  'a server with tokens',
  {
    'serves whoever has one': async (rig) => {
      const { session } = await hold(rig, create$(rig.transport()));
      await expectAnswer(rig, (await holdEcho(rig, session)).echo);
    },
    'serves whoever gets one when it connects': async (rig) => {
      const asked: unknown[] = [];
      const token = (context: unknown) => [asked.push(context) > 0 ? 'second-token' : ''];
      await hold(rig, create$(rig.transport({ token })));
      expect(asked).toEqual([{}]);
    },
    'refuses whoever has another': (rig) => refusedWith403(rig, 'no-such-token', { token: 'no-such-token' }),
  },
  { tokens: ['first-token', 'second-token'] },
);

const warnings = async (rig: Rig, options: CreateOptions): Promise<readonly Diagnostic[]> => {
  const janus$ = rig.transport();
  const diagnostics = rig.watch(janus$.diagnostics$);
  await hold(rig, create$(janus$, options));
  await until('the info', () => rig.wire.count('server_info') === 1);
  await sleep(50);
  return diagnostics.values;
};

sideBySide('settings that leave no window to claim in', {
  'are told when the period is too long': async (rig) => {
    const periodMs = { websocket: 7_000, rest: 13_000 }[rig.over];
    expect(await warnings(rig, { keepAliveMs: periodMs })).toMatchObject([
      { kind: 'no-reclaim-window', setting: 'keepAliveMs' },
    ]);
  },
  'are none by default': async (rig) => expect(await warnings(rig, {})).toEqual([]),
});

sideBySide(
  'a server that keeps no session without a line',
  {
    'is told where the server sees a line drop': async (rig) => {
      const told =
        rig.over === 'rest' ? [] : [{ kind: 'no-reclaim-window', setting: 'reclaim_session_timeout' }];
      expect(await warnings(rig, {})).toMatchObject(told);
    },
  },
  { reclaimSessionTimeout: 0 },
);

/** Over WebSocket a third of the reclaim window, over REST of the session's time-out. */
const autoMs = { websocket: 4_000 / 3, rest: 6_000 / 3 };
const WATCH_MS = 13_000;

const beats = (rig: Rig, sessionId: number): readonly number[] =>
  rig.wire.select({ verb: 'keepalive', direction: 'out', sessionId }).map(({ at }) => at);

/** As many as the time holds, and evenly. */
const expectBeats = (at: readonly number[], periodMs: number, forMs: number): void => {
  const gaps = at.slice(1).map((time, i) => time - (at[i] ?? 0));
  expect(Math.abs(at.length - forMs / periodMs)).toBeLessThanOrEqual(1.5);
  expect(Math.max(...gaps)).toBeLessThan(periodMs * 1.5);
  expect(Math.min(...gaps)).toBeGreaterThan(periodMs * 0.5);
};

sideBySide(
  'keeping alive',
  {
    'outlives the time-out twice, at a third of the shortest limit': async (rig) => {
      const { session, lease } = await hold(rig, create$(rig.transport()));
      await sleep(WATCH_MS);
      expect([lease.ended, await rig.witness.sessions()]).toEqual([
        false,
        expect.arrayContaining([session.id]),
      ]);
      expectBeats(beats(rig, session.id), autoMs[rig.over], WATCH_MS);
      await expectAnswer(rig, (await holdEcho(rig, session)).echo);
    },
    'goes by the period that was set': async (rig) => {
      const { session, lease } = await hold(rig, create$(rig.transport(), { keepAliveMs: 1_000 }));
      await sleep(WATCH_MS);
      expect(lease.ended).toBe(false);
      expectBeats(beats(rig, session.id), 1_000, WATCH_MS);
    },
    'is one beat for the sessions of one line': async (rig) => {
      const janus$ = rig.transport();
      const options = { keepAliveMs: 1_500 };
      const [one, two] = [
        await hold(rig, create$(janus$, options)),
        await hold(rig, create$(janus$, options)),
      ];
      await sleep(WATCH_MS);
      const [first, second] = [beats(rig, one.session.id), beats(rig, two.session.id)];
      expectBeats(first, 1_500, WATCH_MS);
      expect(second).toHaveLength(first.length);
      expect(Math.max(...second.map((at, i) => Math.abs(at - (first[i] ?? 0))))).toBeLessThan(200);
      if (rig.over === 'websocket') expect(rig.line.accepted).toBe(1);
    },
    'is what keeps it: a session with a slower beat times out': async (rig) => {
      const { session, lease, status } = await hold(rig, create$(rig.transport(), { keepAliveMs: 60_000 }));
      await lease.end({ timeoutMs: 16_000 });
      expect(lease.error).toBeInstanceOf(SessionTimeoutError);
      expect(lease.error).toMatchObject({ sessionId: session.id });
      expect(told(status)).toEqual(['live by create', 'ended']);
      expect(await rig.witness.sessions()).not.toContain(session.id);
    },
  },
  { sessionTimeout: 6, reclaimSessionTimeout: 4 },
);
