import { Subject } from 'rxjs';
import { claim$, create$, SessionSupersededError } from 'rxjs-janus';
import { sleep, until } from '../support/until.js';
import { type Rig } from './support/rig.js';
import { sideBySide } from './support/side-by-side.js';
import { expectAnswer, hold, holdEcho, standing, told } from './support/talk.js';

const LATE_MS = { timeoutMs: 45_000 };

/** A session of ours, and what wakes it. */
const ours = async (rig: Rig, options: Parameters<typeof create$>[1] = {}) => {
  const woken = new Subject<void>();
  const held = await hold(rig, create$(rig.transport({ wake$: woken }), options));
  const handle = await holdEcho(rig, held.session);
  await standing(rig);
  return { ...held, handle, id: held.session.id, wake: () => woken.next() };
};

/** No two clients go on with it, and the one that does has its events. */
const settled = async (rig: Rig, both: readonly Awaited<ReturnType<typeof hold>>[]): Promise<void> => {
  await until('one to end', () => both.some(({ lease }) => lease.ended), LATE_MS);
  await sleep(1_000);
  const [left, ...more] = both.filter(({ lease }) => !lease.ended);
  expect(more).toEqual([]);
  for (const { lease } of both.filter(({ lease: { ended } }) => ended))
    expect(lease.error).toBeInstanceOf(SessionSupersededError);
  if (!left) throw new Error('nobody is left');
  await expectAnswer(rig, (await holdEcho(rig, left.session)).echo);
};

sideBySide('the ownership of a session', {
  'is found kept after a wake-up, at the cost of one throwaway handle': async (rig) => {
    const it = await ours(rig);
    it.wake();
    await until('the probe', () => rig.wire.count('detach') === 1);
    await sleep(300);
    expect([it.lease.ended, told(it.status)]).toEqual([false, ['live by create']]);
    expect(await rig.witness.handles(it.id)).toEqual([it.handle.echo.id]);
    await expectAnswer(rig, it.handle.echo);
  },
  'is found lost after a wake-up': async (rig) => {
    const it = await ours(rig);
    await rig.witness.claimAway(it.id);
    it.wake();
    await it.lease.end(LATE_MS);
    expect(it.lease.error).toBeInstanceOf(SessionSupersededError);
    expect(told(it.status)).toEqual(['live by create', 'ended']);
    expect(it.handle.lease.error).toBe(it.lease.error);
    // It is somebody else's: nothing is said that would end it.
    await sleep(100);
    expect(rig.wire.count('destroy')).toBe(0);
    expect(await rig.witness.sessions()).toContain(it.id);
  },
  'is found lost by an ack whose event never comes': async (rig) => {
    const it = await ours(rig);
    await rig.witness.claimAway(it.id);
    const request = rig.watch(it.handle.echo.message$({ audio: true }, { timeoutMs: 500 }));
    await request.end(LATE_MS);
    await it.lease.end(LATE_MS);
    expect(it.lease.error).toBeInstanceOf(SessionSupersededError);
  },
  'is taken back where the policy says so': async (rig) => {
    const it = await ours(rig, { reclaim: { onSuperseded: 'retake' } });
    await rig.witness.claimAway(it.id);
    it.wake();
    await until('the claim', () => told(it.status).at(-1) === 'live by claim', LATE_MS);
    expect(it.status.values[1]).toMatchObject({ kind: 'reclaiming', cause: { kind: 'session-superseded' } });
    await expectAnswer(rig, it.handle.echo);
    expect(it.gaps.values).toHaveLength(1);
  },
  'is one client’s in the end, where two of the same sort have it': async (rig) => {
    const it = await ours(rig);
    // Two polls do no harm until there is an event, which the older one takes: ours ends after 30 s, and is the younger.
    if (rig.over === 'rest') await sleep(10_000);
    const other = await hold(rig, claim$(rig.elsewhere(), it.id, { teardown: 'abandon' }));
    if (rig.over === 'websocket') it.wake();
    else await until('our next poll', () => rig.wire.count('poll') > 1, LATE_MS);
    await rig.witness.request({
      janus: 'message',
      session_id: it.id,
      handle_id: it.handle.echo.id,
      body: {},
    });
    await settled(rig, [it, other]);
    expect(other.lease.ended).toBe(false);
  },
  'is one client’s in the end, where two of different sorts have it': async (rig) => {
    const it = await ours(rig);
    const other = await hold(rig, claim$(rig.elsewhere(rig.other), it.id, { teardown: 'abandon' }));
    if (rig.over === 'websocket') it.wake();
    await settled(rig, [it, other]);
    expect(other.lease.ended).toBe(false);
  },
});
