// The lifecycle table's rows of sessions that never came to be.
import { claim$, create$ } from 'rxjs-janus';
import { sleep, until } from '../../support/until.js';
import { type Watched } from '../../support/watch.js';
import { farewells, type Outcome, outcome } from './life.js';
import { type Rig } from './rig.js';
import { hold, someId } from './talk.js';

/** The rows of a session that never came to be: its error, and what was sent from the cause on. */
export interface FirstRow {
  readonly cause: string;
  readonly session: Outcome;
  readonly code?: number;
  readonly frames: readonly string[];
  readonly happen: (rig: Rig) => Promise<Watched<unknown>> | Watched<unknown>;
}

export const observeFirst = async ({ session, code, frames, happen }: FirstRow, rig: Rig): Promise<void> => {
  const lease = await happen(rig);
  if (session !== 'left') await lease.end();
  await sleep(200);
  expect([outcome(lease), lease.values]).toEqual([session, []]);
  if (code !== undefined) expect(lease.error).toMatchObject({ code });
  const sent = farewells(rig, rig.wire, false);
  expect(sent.slice(sent.findIndex((verb) => verb === 'create' || verb === 'claim') + 1)).toEqual(frames);
};

/** Somebody else on the same transport, who keeps the line open. */
const neighbour = async (rig: Rig) => {
  const janus$ = rig.transport();
  const held = await hold(rig, create$(janus$, { keepAliveMs: 60_000 }));
  return { janus$, held };
};

export const firstRows: readonly FirstRow[] = [
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
    happen: (rig) => rig.watch(claim$(rig.transport(), someId())),
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
];

/** On a server with a secret. */
export const secretRows: readonly FirstRow[] = [
  {
    cause: 'create refused with 403',
    session: 'server',
    code: 403,
    frames: [],
    happen: (rig) => rig.watch(create$(rig.transport({ apiSecret: 'sesame-not' }))),
  },
  {
    cause: 'first claim refused with 403',
    session: 'session-reclaim',
    code: 403,
    frames: [],
    happen: (rig) => rig.watch(claim$(rig.transport({ apiSecret: 'sesame-not' }), someId())),
  },
];

/** On a server of its own. */
export const closedRows: readonly FirstRow[] = [
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
];
