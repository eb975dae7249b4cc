// What happens when: every row a cause, every column what is told of it, on every server and transport.
import { claim$, create$ } from 'rxjs-janus';
import { sleep, until } from '../support/until.js';
import { isAnswer } from './support/ear.js';
import { closedRows, firstRows, type FirstRow, observeFirst, secretRows } from './support/first-rows.js';
import { beginLife, farewells, outcome } from './support/life.js';
import { ask, intoGap, lost, observe, type Row } from './support/lifecycle.js';
import { offer } from './support/offer.js';
import { type Rig } from './support/rig.js';
import { type Cases, type CasesOptions, sideBySide } from './support/side-by-side.js';
import { expectAnswer, hold, told } from './support/talk.js';

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
      ask(life);
      await life.lease.end();
    },
  },
  {
    cause: 'no drop, destroyed behind our back',
    // A beat may stay unanswered for half of this: long enough for a machine that is busy with other cases.
    options: { keepAliveMs: 4_000 },
    ...lost('session-lost'),
    frames: [],
    happen: async ({ rig, session, lease }) => {
      await rig.witness.destroySession(session.id);
      await lease.end();
      expect(lease.error).toMatchObject({ why: 'not-found', sessionId: session.id });
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
      ask(life);
      await handle.lease.end();
      expect(handle.events.values.at(-1)).toMatchObject({ kind: 'detached' });
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

/** Told in this order by the simulator; a real Janus (seen on 1.1.2) may let the ends of the handles go first. */
const timeoutRow: Row = {
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
};

const casesOf = (some: readonly Row[]): Cases =>
  Object.fromEntries(some.map((row) => [row.cause, (rig: Rig) => observe(row, rig)]));

sideBySide('what happens when', casesOf(rows));
sideBySide('what happens when', casesOf([timeoutRow]), { kinds: ['simulator'] });
sideBySide(
  'what happens when',
  {
    'timeout from the server, in whichever order': async (rig) => {
      const { session, lease, handle, doubtful } = await beginLife(rig, { keepAliveMs: 60_000 });
      const wire = rig.wire.fromNow();
      await rig.witness.expire(session.id);
      await Promise.all([lease.end(), handle.lease.end(), doubtful.end()]);
      const verbs = wire.verbs({ direction: 'in' });
      const first = verbs.find((verb) => verb === 'timeout' || verb === 'detached');
      // Over REST the session may be gone before the poll that would have told.
      expect(outcome(lease)).toBe(verbs.includes('timeout') ? 'session-timeout' : 'session-lost');
      expect(outcome(handle.lease)).toBe(first === 'detached' ? 'handle-detached' : outcome(lease));
      expect(outcome(doubtful)).toBe(outcome(handle.lease));
    },
  },
  { kinds: ['real'] },
);
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

const first = (some: readonly FirstRow[], options: CasesOptions = {}): void =>
  sideBySide(
    'what happens at first',
    Object.fromEntries(some.map((row) => [row.cause, (rig: Rig) => observeFirst(row, rig)])),
    options,
  );

first(firstRows);
first(secretRows, { apiSecret: 'open-sesame' });
first(closedRows, { ownServer: true });

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
