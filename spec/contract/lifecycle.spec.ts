// What happens when: every row a cause, every column what is told of it, on every server and transport.
import { claim$, create$, type CreateOptions, isJanusError, type JanusErrorKind } from 'rxjs-janus';
import { sleep, until } from '../support/until.js';
import { type Watched } from '../support/watch.js';
import { answerOf, beginLife, farewells, type Life, type Outcome, outcome } from './support/life.js';
import { isAnswer } from './support/ear.js';
import { offer } from './support/offer.js';
import { type Rig } from './support/rig.js';
import { type Cases, type CasesOptions, sideBySide } from './support/side-by-side.js';
import { expectAnswer, hold, someId, told } from './support/talk.js';

/** What is seen of the cause by whoever holds something. */
interface Columns {
  readonly session: Outcome;
  /** `attach$` and `event$`. */
  readonly handle: Outcome;
  /** Told from the cause on. */
  readonly status: readonly string[];
  /** A request that is not repeatable and was in flight. */
  readonly inDoubt: Outcome | 'answered';
  /** All other requests, in flight or waiting. */
  readonly rest: Outcome | 'answered';
  /** What the client sends from the cause on, keep-alives aside. */
  readonly frames: readonly string[];
}

interface Row extends Columns {
  readonly cause: string;
  /** Over REST, where what waits does not follow a claim that is not answered yet. */
  readonly framesOverRest?: readonly string[];
  readonly options?: CreateOptions;
  /** Brings it about; resolves when it has had its effects. May hand back a request that was waiting. */
  readonly happen: (life: Life) => Promise<Watched<unknown> | void>;
}

const observe = async ({ happen, options, framesOverRest, ...row }: Row, rig: Rig): Promise<void> => {
  const life = await beginLife(rig, options);
  const waiting = await happen(life);
  await sleep(200);
  const { lease, handle, status, doubtful, repeatable, wire } = life;
  const seen = {
    session: outcome(lease),
    handle: outcome(handle.lease),
    event: outcome(handle.events),
    // Every attempt is told anew.
    status: told(status)
      .slice(1)
      .filter((word, i, all) => word !== all[i - 1]),
    inDoubt: answerOf(doubtful),
    rest: [repeatable, ...(waiting ? [waiting] : [])].map(answerOf),
    frames: farewells(rig, wire, row.frames.includes('closed')),
  };
  const { cause: _, frames, rest, ...columns } = row;
  expect(seen).toEqual({
    ...columns,
    event: row.handle === 'left' ? 'completes' : row.handle,
    rest: seen.rest.map(() => rest),
    frames: rig.over === 'rest' ? (framesOverRest ?? frames.filter((verb) => verb !== 'closed')) : frames,
  });
  expectSameError(life, row);
};

/** Where the table says the same error, it is the same object. */
const expectSameError = ({ lease, handle, status, repeatable }: Life, row: Columns): void => {
  if (!isJanusError(lease.error)) return;
  const { error } = lease;
  expect([handle.lease.error, handle.events.error]).toEqual([error, error]);
  expect(status.values.at(-1)).toEqual({ kind: 'ended', cause: error });
  if (row.rest === row.session) expect(repeatable.error).toBe(error);
};

/** Cut, and no way back until the line heals. */
const intoGap = async ({ rig, status }: Life): Promise<void> => {
  await rig.line.refuse();
  rig.line.cut();
  await status.find('the gap', ({ kind }) => kind === 'reclaiming');
};

/** A request made now. */
const ask = ({ rig, handle }: Life): Watched<unknown> =>
  rig.watch(handle.echo.message$({ bitrate: 64_000 }, { timeoutMs: 60_000 }));

const lost = (kind: JanusErrorKind) => ({
  session: kind,
  handle: kind,
  status: ['ended'],
  inDoubt: kind,
  rest: kind,
});

const rows: readonly Row[] = [
  {
    cause: 'drop, claimed back',
    session: 'goes on',
    handle: 'goes on',
    status: ['reclaiming', 'live by claim'],
    inDoubt: 'request-in-doubt',
    rest: 'answered',
    frames: ['claim', 'message', 'message'],
    happen: async (life) => {
      await intoGap(life);
      const waiting = ask(life);
      life.ear.hear();
      await life.rig.line.refuse(false);
      await Promise.all([life.repeatable.end(), waiting.end(), life.gaps.value()]);
      return waiting;
    },
  },
  {
    cause: 'drop, claim refused with 458',
    session: 'session-reclaim',
    handle: 'session-reclaim',
    status: ['reclaiming', 'ended'],
    inDoubt: 'request-in-doubt',
    rest: 'session-reclaim',
    // Where the order is kept, what waits leaves in one burst with the claim.
    frames: ['claim', 'message'],
    framesOverRest: ['claim'],
    happen: async (life) => {
      await intoGap(life);
      await life.rig.witness.destroySession(life.session.id);
      await life.rig.line.refuse(false);
      await life.lease.end();
    },
  },
  {
    cause: 'deadline without a line',
    options: { reclaim: { forMs: 1_000 } },
    session: 'connection-failed',
    handle: 'connection-failed',
    status: ['reclaiming', 'ended'],
    inDoubt: 'request-in-doubt',
    rest: 'connection-failed',
    frames: [],
    happen: async (life) => {
      await intoGap(life);
      const waiting = ask(life);
      await life.lease.end();
      return waiting;
    },
  },
  {
    cause: 'no drop, destroyed behind our back',
    options: { keepAliveMs: 1_500 },
    ...lost('session-lost'),
    frames: [],
    happen: async ({ rig, session, lease }) => {
      await rig.witness.destroySession(session.id);
      await lease.end();
      expect(lease.error).toMatchObject({ why: 'not-found', sessionId: session.id });
    },
  },
  {
    cause: 'timeout from the server',
    // A beat would put it off.
    options: { keepAliveMs: 60_000 },
    ...lost('session-timeout'),
    frames: [],
    happen: async ({ rig, session, lease, handle }) => {
      await rig.witness.expire(session.id);
      await lease.end();
      // Over WebSocket the server tells `detached` after it.
      await sleep(200);
      expect(handle.events.values.filter(({ kind }) => kind === 'detached')).toEqual([]);
    },
  },
  {
    cause: 'detached not asked for',
    session: 'goes on',
    handle: 'handle-detached',
    status: [],
    inDoubt: 'handle-detached',
    rest: 'handle-detached',
    frames: [],
    happen: async ({ rig, session, handle }) => {
      await rig.witness.detachHandle(session.id, handle.echo.id);
      await handle.lease.end();
      expect(handle.events.values.at(-1)).toMatchObject({ kind: 'detached' });
    },
  },
  {
    cause: '459 to a request',
    session: 'goes on',
    handle: 'handle-detached',
    status: [],
    inDoubt: 'handle-detached',
    rest: 'handle-detached',
    frames: ['message'],
    happen: async (life) => {
      const { rig, session, handle, ear } = life;
      ear.deafTo((message) => isAnswer(message) || message['janus'] === 'detached');
      await rig.witness.detachHandle(session.id, handle.echo.id);
      const request = ask(life);
      await handle.lease.end();
      expect(handle.events.values.at(-1)).toMatchObject({ kind: 'detached' });
      return request;
    },
  },
  {
    cause: 'detach$()',
    session: 'goes on',
    handle: 'completes',
    status: [],
    inDoubt: 'handle-ended',
    rest: 'handle-ended',
    frames: ['detach'],
    happen: async ({ rig, handle }) => {
      await rig.watch(handle.echo.detach$()).end();
    },
  },
  {
    cause: 'unsubscribe of attach$',
    session: 'goes on',
    handle: 'left',
    status: [],
    inDoubt: 'handle-ended',
    rest: 'handle-ended',
    frames: ['detach'],
    happen: async ({ handle, wire }) => {
      handle.lease.unsubscribe();
      await until('the detach', () => wire.count('detach') > 0);
    },
  },
  {
    cause: 'hangup',
    session: 'goes on',
    handle: 'goes on',
    status: [],
    inDoubt: 'goes on',
    rest: 'goes on',
    frames: ['message', 'message'],
    happen: async ({ rig, session, handle, ear }) => {
      ear.hear();
      await rig.watch(handle.echo.configure$({ audio: true }, { jsep: offer })).value();
      await rig.witness.request({ janus: 'hangup', session_id: session.id, handle_id: handle.echo.id });
      await handle.events.find('the hangup', ({ kind }) => kind === 'hangup');
      await expectAnswer(rig, handle.echo);
    },
  },
  {
    cause: 'destroy$()',
    session: 'completes',
    handle: 'completes',
    status: ['ended'],
    inDoubt: 'session-ended',
    rest: 'session-ended',
    frames: ['destroy'],
    happen: async ({ rig, session }) => {
      await rig.watch(session.destroy$()).end();
      expect(await rig.witness.sessions()).not.toContain(session.id);
    },
  },
  {
    cause: 'destroy$() in a gap',
    session: 'completes',
    handle: 'completes',
    status: ['reclaiming', 'live by claim', 'ended'],
    inDoubt: 'request-in-doubt',
    rest: 'session-ended',
    frames: ['claim', 'message', 'destroy'],
    happen: async (life) => {
      await intoGap(life);
      const destroying = life.rig.watch(life.session.destroy$());
      await sleep(100);
      await life.rig.line.refuse(false);
      await destroying.end();
      expect(destroying.error).toBeUndefined();
      expect(await life.rig.witness.sessions()).not.toContain(life.session.id);
    },
  },
  {
    cause: 'last unsubscribe, destroy',
    session: 'left',
    handle: 'completes',
    status: ['ended'],
    inDoubt: 'session-ended',
    rest: 'session-ended',
    frames: ['detach', 'destroy', 'closed'],
    happen: async ({ rig, session, lease }) => {
      lease.unsubscribe();
      await until('the session to go', async () => !(await rig.witness.sessions()).includes(session.id));
    },
  },
  {
    cause: 'last unsubscribe, abandon',
    options: { teardown: 'abandon' },
    session: 'left',
    handle: 'completes',
    status: ['ended'],
    inDoubt: 'session-ended',
    rest: 'session-ended',
    frames: ['closed'],
    happen: async ({ rig, session, lease, handle }) => {
      lease.unsubscribe();
      await sleep(200);
      expect(await rig.witness.handles(session.id)).toEqual([handle.echo.id]);
    },
  },
  {
    cause: 'unsubscribe in a gap, no line left',
    session: 'left',
    handle: 'completes',
    status: ['reclaiming', 'ended'],
    inDoubt: 'request-in-doubt',
    rest: 'session-ended',
    frames: [],
    happen: async (life) => {
      const diagnostics = life.rig.watch(life.janus$.diagnostics$);
      await intoGap(life);
      life.lease.unsubscribe();
      const diagnostic = await diagnostics.value();
      expect(diagnostic).toEqual({ kind: 'farewell-unsent', sessionId: life.session.id });
      await life.rig.line.refuse(false);
      await sleep(1_500);
    },
  },
];

/** Over REST there is no line that is muted and open: what is asked next takes another connection. */
const halfOpenRows: readonly Row[] = [
  {
    cause: 'destroy$() while the line is half-open',
    options: { keepAliveMs: 1_000 },
    session: 'completes',
    handle: 'completes',
    status: ['reclaiming', 'ended'],
    inDoubt: 'request-in-doubt',
    rest: 'session-ended',
    // The next line's claim tells that it is gone.
    frames: ['destroy', 'claim', 'message', 'destroy'],
    happen: async (life) => {
      const { rig, session, lease } = life;
      await rig.line.refuse();
      rig.line.stall();
      await life.status.find('the gap', ({ kind }) => kind === 'reclaiming');
      const destroying = rig.watch(session.destroy$());
      // The old line carries it after all.
      rig.line.stall(false);
      await until('the session to go', async () => !(await rig.witness.sessions()).includes(session.id));
      await rig.line.refuse(false);
      await Promise.all([destroying.end(), lease.end()]);
      expect(destroying.error).toBeUndefined();
    },
  },
  {
    cause: 'unsubscribe in a gap, the old line still open',
    options: { keepAliveMs: 1_000 },
    session: 'left',
    handle: 'completes',
    status: ['reclaiming', 'ended'],
    inDoubt: 'request-in-doubt',
    rest: 'session-ended',
    frames: ['destroy'],
    happen: async ({ rig, status, session, lease }) => {
      await rig.line.refuse();
      rig.line.stall();
      await status.find('the gap', ({ kind }) => kind === 'reclaiming');
      lease.unsubscribe();
      await sleep(100);
      rig.line.stall(false);
      await until('the session to go', async () => !(await rig.witness.sessions()).includes(session.id));
    },
  },
];

const casesOf = (some: readonly Row[]): Cases =>
  Object.fromEntries(some.map((row) => [row.cause, (rig: Rig) => observe(row, rig)]));

sideBySide('what happens when', casesOf(rows));
sideBySide('what happens when', casesOf(halfOpenRows), { over: ['websocket'] });

sideBySide(
  'what happens when a token is withdrawn',
  casesOf([
    {
      cause: 'no drop, 403',
      options: { keepAliveMs: 1_500 },
      ...lost('session-lost'),
      frames: [],
      happen: async ({ rig, lease }) => {
        await rig.witness.removeToken('first-token');
        await lease.end();
        expect(lease.error).toMatchObject({ why: 'unauthorized' });
        expect((lease.error as Error).message).not.toContain('first-token');
      },
    },
    {
      cause: 'drop, claim refused with 403',
      session: 'session-reclaim',
      handle: 'session-reclaim',
      status: ['reclaiming', 'ended'],
      inDoubt: 'request-in-doubt',
      rest: 'session-reclaim',
      frames: ['claim', 'message'],
      framesOverRest: ['claim'],
      happen: async (life) => {
        await intoGap(life);
        await life.rig.witness.removeToken('first-token');
        await life.rig.line.refuse(false);
        await life.lease.end();
        expect(life.lease.error).toMatchObject({ code: 403, why: 'unauthorized' });
      },
    },
  ]),
  { ownServer: true, tokens: ['first-token', 'second-token'] },
);

sideBySide(
  'what happens when',
  casesOf([
    {
      cause: 'claimed away',
      session: 'session-superseded',
      handle: 'session-superseded',
      status: ['ended'],
      inDoubt: 'request-in-doubt',
      // They were acknowledged, so that they ran.
      rest: 'request-in-doubt',
      frames: [],
      happen: async ({ rig, session, lease }) => {
        const thief = await hold(rig, claim$(rig.elsewhere('websocket'), session.id));
        // The poll that is open stays so for its 30 s; the next one tells.
        await lease.end({ timeoutMs: 40_000 });
        expect([thief.lease.ended, await rig.witness.sessions()]).toEqual([
          false,
          expect.arrayContaining([session.id]),
        ]);
      },
    },
  ]),
  { over: ['rest'] },
);

/** The rows of a session that never came to be: its error, and what was sent from the cause on. */
interface FirstRow {
  readonly cause: string;
  readonly session: Outcome;
  readonly code?: number;
  readonly frames: readonly string[];
  readonly happen: (rig: Rig) => Promise<Watched<unknown>>;
}

const observeFirst = async ({ session, code, frames, happen }: FirstRow, rig: Rig): Promise<void> => {
  const lease = await happen(rig);
  if (session !== 'left') await lease.end();
  await sleep(200);
  expect([outcome(lease), lease.values]).toEqual([session, []]);
  if (code !== undefined) expect(lease.error).toMatchObject({ code });
  const sent = farewells(rig, rig.wire, false);
  expect(sent.slice(sent.findIndex((verb) => verb === 'create' || verb === 'claim') + 1)).toEqual(frames);
};

const first = (name: string, some: readonly FirstRow[], options: CasesOptions = {}): void =>
  sideBySide(
    name,
    Object.fromEntries(some.map((row) => [row.cause, (rig: Rig) => observeFirst(row, rig)])),
    options,
  );

/** Somebody else on the same transport, who keeps the line open. */
const neighbour = async (rig: Rig) => {
  const janus$ = rig.transport();
  const held = await hold(rig, create$(janus$, { keepAliveMs: 60_000 }));
  return { janus$, held };
};

first('what happens at first', [
  {
    cause: 'no line opens',
    session: 'connection-failed',
    frames: [],
    happen: async (rig) => {
      await rig.line.refuse();
      return rig.watch(create$(rig.transport()));
    },
  },
  {
    cause: 'the line drops before the first reply',
    session: 'connection-lost',
    frames: [],
    happen: async (rig) => {
      const janus$ = rig.transport();
      // The line stands when the answer of the other has come.
      await rig.watch(janus$.connection$).value();
      const lease = rig.watch(create$(janus$));
      rig.line.delayMs(1_000);
      await until('the request', () => rig.wire.count('create') === 1);
      rig.line.cut();
      return lease;
    },
  },
  {
    cause: 'no reply in time, and a late id',
    session: 'request-timeout',
    frames: ['create', 'destroy'],
    happen: async (rig) => {
      const { janus$, held } = await neighbour(rig);
      rig.line.delayMs(600);
      const lease = rig.watch(create$(janus$, { requestTimeoutMs: 500 }));
      await lease.end();
      await until('the farewell', () => rig.wire.count('destroy') === 1);
      rig.line.delayMs(0);
      const [late] = rig.wire.select({ verb: 'destroy' });
      expect(late?.sessionId).not.toBe(held.session.id);
      await until(
        'the late one to go',
        async () => !(await rig.witness.sessions()).includes(late?.sessionId ?? 0),
      );
      expect(held.lease.ended).toBe(false);
      return lease;
    },
  },
  {
    cause: 'create refused with 468',
    session: 'server',
    code: 468,
    frames: [],
    happen: async (rig) => {
      const maker = await hold(rig, create$(rig.elsewhere()));
      return rig.watch(create$(rig.transport(), { id: maker.session.id }));
    },
  },
  {
    cause: 'first claim refused with 458',
    session: 'session-reclaim',
    code: 458,
    frames: [],
    happen: async (rig) => rig.watch(claim$(rig.transport(), someId())),
  },
  {
    cause: 'unsubscribe while create is in flight',
    session: 'left',
    frames: ['destroy'],
    happen: async (rig) => {
      rig.line.delayMs(300);
      const lease = rig.watch(create$(rig.transport()));
      await until('the request', () => rig.wire.count('create') === 1);
      lease.unsubscribe();
      await until('the farewell', () => rig.wire.count('destroy') === 1);
      rig.line.delayMs(0);
      const [made] = rig.wire.select({ verb: 'destroy' });
      await until('it to go', async () => !(await rig.witness.sessions()).includes(made?.sessionId ?? 0));
      return lease;
    },
  },
]);

sideBySide('what happens at first', {
  'unsubscribe while attach is in flight': async (rig) => {
    const { session, lease, status } = await hold(rig, create$(rig.transport()));
    rig.line.delayMs(300);
    const wire = rig.wire.fromNow();
    const attaching = rig.watch(session.attach$('janus.plugin.echotest'));
    await until('the request', () => wire.count('attach') === 1);
    attaching.unsubscribe();
    await until('the farewell', () => wire.count('detach') === 1);
    rig.line.delayMs(0);
    await until('it to go', async () => (await rig.witness.handles(session.id)).length === 0);
    expect([attaching.values, outcome(lease), told(status)]).toEqual([[], 'goes on', ['live by create']]);
    expect(farewells(rig, wire, false)).toEqual(['attach', 'detach']);
  },
});

first(
  'what happens at first',
  [
    {
      cause: 'create refused with 403',
      session: 'server',
      code: 403,
      frames: [],
      happen: async (rig) => rig.watch(create$(rig.transport({ apiSecret: 'sesame-not' }))),
    },
    {
      cause: 'first claim refused with 403',
      session: 'session-reclaim',
      code: 403,
      frames: [],
      happen: async (rig) => rig.watch(claim$(rig.transport({ apiSecret: 'sesame-not' }), someId())),
    },
  ],
  { apiSecret: 'open-sesame' },
);

first(
  'what happens at first',
  [
    {
      cause: 'create refused with 472',
      session: 'server',
      code: 472,
      frames: [],
      happen: async (rig) => {
        await rig.witness.acceptNewSessions(false);
        return rig.watch(create$(rig.transport()));
      },
    },
  ],
  { ownServer: true },
);
