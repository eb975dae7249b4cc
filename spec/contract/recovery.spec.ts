import {
  claim$,
  ConnectionFailedError,
  ConnectionLostError,
  create$,
  RequestInDoubtError,
  RequestTimeoutError,
  SessionReclaimError,
  TooManyWaitingError,
} from 'rxjs-janus';
import { sleep, until } from '../support/until.js';
import { openEar } from './support/ear.js';
import { type Rig } from './support/rig.js';
import { sideBySide } from './support/side-by-side.js';
import { expectAnswer, failure, hold, holdEcho, requests, standing, told } from './support/talk.js';

/** A session and a handle on a line that stands. */
const settled = async (rig: Rig, options: Parameters<typeof create$>[1] = {}) => {
  const held = await hold(rig, create$(rig.transport(), options));
  const handle = await holdEcho(rig, held.session);
  await standing(rig);
  return { ...held, echo: handle.echo, handle };
};

type Settled = Awaited<ReturnType<typeof settled>>;

const reclaimed = (held: Settled): Promise<unknown> =>
  held.status.find('the claim', (status) => status.kind === 'live' && status.by === 'claim', {
    timeoutMs: 9_000,
  });

/** Nothing of it is seen by who holds the session and the handle. */
const expectUnbroken = (held: Settled): void => {
  expect([held.lease.ended, held.handle.lease.ended, held.handle.events.ended]).toEqual([
    false,
    false,
    false,
  ]);
  expect([held.lease.values.length, held.handle.lease.values.length]).toEqual([1, 1]);
};

sideBySide('after a cut', {
  'the same session and handle answer again': async (rig) => {
    const held = await settled(rig);
    const [before, wire] = [Date.now(), rig.wire.fromNow()];
    rig.line.cut();
    await reclaimed(held);
    await expectAnswer(rig, held.echo);
    expectUnbroken(held);
    expect(await rig.witness.handles(held.session.id)).toEqual([held.echo.id]);
    expect(requests(rig, wire).slice(0, 1)).toEqual(['claim']);
    expect([wire.count('claim', { direction: 'out' }), wire.count('create')]).toEqual([1, 0]);
    const { from, to } = await held.gaps.value();
    expect([from >= before, to >= from, to <= Date.now()]).toEqual([true, true, true]);
  },
  'the status tells what happened, in order': async (rig) => {
    const held = await settled(rig);
    const before = Date.now();
    rig.line.cut();
    await reclaimed(held);
    expect(told(held.status)).toEqual(['live by create', 'reclaiming', 'live by claim']);
    const reclaiming = held.status.values[1];
    expect(reclaiming).toMatchObject({ kind: 'reclaiming', attempt: 1 });
    if (reclaiming?.kind !== 'reclaiming') return;
    expect(reclaiming.since).toBeGreaterThanOrEqual(before);
    expect(reclaiming.cause).toBeInstanceOf(ConnectionLostError);
    if (rig.over === 'websocket') expect(reclaiming.cause).toMatchObject({ code: 1006 });
    expect(held.gaps.values).toHaveLength(1);
  },
  'a new subscriber of the status hears the newest first': async (rig) => {
    const held = await settled(rig);
    rig.line.cut();
    await reclaimed(held);
    expect(told(rig.watch(held.session.status$))).toEqual(['live by claim']);
  },
  'as often as it comes, the session is the same': async (rig) => {
    const held = await settled(rig, { keepAliveMs: 1_000 });
    for (let round = 1; round <= 3; round += 1) {
      await standing(rig);
      rig.line.cut();
      await held.gaps.value(round - 1);
      await expectAnswer(rig, held.echo);
    }
    expectUnbroken(held);
    expect(rig.wire.count('claim', { direction: 'out' })).toBe(3);
  },
  'a reset is no worse': async (rig) => {
    const held = await settled(rig);
    rig.line.reset();
    await reclaimed(held);
    await expectAnswer(rig, held.echo);
    expectUnbroken(held);
  },
  'events come to the new line': async (rig) => {
    const held = await settled(rig);
    rig.line.cut();
    await reclaimed(held);
    const body = {
      janus: 'message',
      session_id: held.session.id,
      handle_id: held.echo.id,
      body: { audio: true },
    };
    await rig.witness.request(body);
    expect(await held.handle.events.value()).toMatchObject({ kind: 'plugin', data: { result: 'ok' } });
  },
  'several handles of one session go on': async (rig) => {
    const held = await settled(rig);
    const second = await holdEcho(rig, held.session);
    await standing(rig);
    rig.line.cut();
    await reclaimed(held);
    await Promise.all([expectAnswer(rig, held.echo), expectAnswer(rig, second.echo)]);
  },
  'two sessions of one line come back together': async (rig) => {
    const janus$ = rig.transport();
    const [one, two] = [await hold(rig, create$(janus$)), await hold(rig, create$(janus$))];
    const [first, second] = [await holdEcho(rig, one.session), await holdEcho(rig, two.session)];
    await until('the polls', () => rig.over === 'websocket' || rig.wire.count('poll') === 2);
    await standing(rig);
    const [accepted, wire] = [rig.line.accepted, rig.wire.fromNow()];
    rig.line.cut();
    await Promise.all([one.gaps.value(), two.gaps.value()]);
    await Promise.all([expectAnswer(rig, first.echo), expectAnswer(rig, second.echo)]);
    const claims = wire.select({ verb: 'claim', direction: 'out' });
    expect(claims.map(({ sessionId }) => sessionId).sort()).toEqual([one.session.id, two.session.id].sort());
    expect(Math.abs((claims[0]?.at ?? 0) - (claims[1]?.at ?? 0))).toBeLessThan(150);
    if (rig.over === 'websocket') {
      expect(rig.line.accepted - accepted).toBe(1);
      // Both claims in one burst, before anything else.
      expect(requests(rig, wire).slice(0, 2)).toEqual(['claim', 'claim']);
    }
  },
  'a claimed session is claimed back': async (rig) => {
    const maker = await hold(rig, create$(rig.elsewhere(), { teardown: 'abandon' }));
    maker.lease.unsubscribe();
    const held = await hold(rig, claim$(rig.transport(), maker.session.id));
    await standing(rig);
    rig.line.cut();
    await held.gaps.value();
    expect(told(held.status)).toEqual(['live by claim', 'reclaiming', 'live by claim']);
    await expectAnswer(rig, (await holdEcho(rig, held.session)).echo);
  },
});

/** Cut, and no way back until the line heals. */
const intoGap = async (rig: Rig, held: Settled): Promise<void> => {
  await rig.line.refuse();
  rig.line.cut();
  await held.status.find('the gap', ({ kind }) => kind === 'reclaiming');
};

sideBySide('in a gap', {
  'requests wait, and leave in order behind the claim': async (rig) => {
    const held = await settled(rig);
    await intoGap(rig, held);
    const wire = rig.wire.fromNow();
    const waiting = [64_000, 128_000, 256_000].map((bitrate) => rig.watch(held.echo.message$({ bitrate })));
    await rig.line.refuse(false);
    for (const reply of await Promise.all(waiting.map((watched) => watched.end())))
      expect(reply).toMatchObject({ values: [{ data: { result: 'ok' } }], completed: true });
    const sent = wire.select({ direction: 'out', verb: 'message' });
    expect(sent.map(({ message }) => message?.['body'])).toEqual([
      { bitrate: 64_000 },
      { bitrate: 128_000 },
      { bitrate: 256_000 },
    ]);
    expect(requests(rig, wire)[0]).toBe('claim');
    expectUnbroken(held);
  },
  'attach$ waits as well': async (rig) => {
    const held = await settled(rig);
    await intoGap(rig, held);
    const attaching = rig.watch(held.session.attach$('janus.plugin.echotest'));
    await sleep(50);
    expect(attaching.values).toEqual([]);
    await rig.line.refuse(false);
    const { id } = await attaching.value();
    expect(await rig.witness.handles(held.session.id)).toContain(id);
  },
  'reattach$ emits at once, and the handle answers after the claim': async (rig) => {
    const held = await settled(rig);
    await intoGap(rig, held);
    const again = await holdEcho(rig, held.session, held.echo.id);
    const reply = rig.watch(again.echo.configure$({ audio: true }));
    await rig.line.refuse(false);
    expect(await reply.value()).toMatchObject({ data: { result: 'ok' } });
  },
  'a request keeps its own deadline': async (rig) => {
    const held = await settled(rig);
    await intoGap(rig, held);
    const started = performance.now();
    const error = await failure(rig, held.echo.message$({ audio: true }, { timeoutMs: 400 }));
    expect(error).toBeInstanceOf(RequestTimeoutError);
    expect(error).toMatchObject({ timeoutMs: 400, acked: false });
    expect(performance.now() - started).toBeLessThan(1_500);
    await rig.line.refuse(false);
    await reclaimed(held);
    expect(rig.wire.count('message', { direction: 'out' })).toBe(0);
  },
  'a request that nobody waits for any more is not sent': async (rig) => {
    const held = await settled(rig);
    await intoGap(rig, held);
    rig.watch(held.echo.message$({ audio: true })).unsubscribe();
    await rig.line.refuse(false);
    await reclaimed(held);
    await expectAnswer(rig, held.echo);
    expect(rig.wire.count('message', { direction: 'out' })).toBe(1);
  },
  'only so many requests may wait': async (rig) => {
    const held = await settled(rig, { maxWaiting: 2 });
    await intoGap(rig, held);
    const waiting = [rig.watch(held.echo.configure$()), rig.watch(held.echo.configure$({ audio: true }))];
    const error = await failure(rig, held.echo.configure$());
    expect(error).toBeInstanceOf(TooManyWaitingError);
    expect(error).toMatchObject({ limit: 2, verb: 'message' });
    await rig.line.refuse(false);
    await waiting[1]?.value();
    await expectAnswer(rig, held.echo);
  },
  'every attempt is told': async (rig) => {
    const held = await settled(rig);
    await intoGap(rig, held);
    const third = await held.status.find(
      'attempt 3',
      (status) => status.kind === 'reclaiming' && status.attempt === 3,
    );
    expect(third).toMatchObject({ cause: { kind: 'connection-failed' } });
    await rig.line.refuse(false);
    await reclaimed(held);
    expect(held.gaps.values).toHaveLength(1);
    const since = held.status.values.map((status) =>
      status.kind === 'reclaiming' ? status.since : undefined,
    );
    expect(new Set(since.filter((at) => at !== undefined)).size).toBe(1);
  },
  'a session destroyed meanwhile is told lost by the claim': async (rig) => {
    const held = await settled(rig);
    await intoGap(rig, held);
    const waiting = rig.watch(held.echo.message$({ audio: true }));
    await rig.witness.destroySession(held.session.id);
    await rig.line.refuse(false);
    await held.lease.end();
    expect(held.lease.error).toBeInstanceOf(SessionReclaimError);
    expect(held.lease.error).toMatchObject({ sessionId: held.session.id, code: 458, why: 'not-found' });
    const { error } = held.lease;
    expect([waiting.error, held.handle.lease.error, held.handle.events.error]).toEqual([error, error, error]);
    expect(held.status.values.at(-1)).toEqual({ kind: 'ended', cause: error });
  },
  'time is up at last, with the error of the last attempt': async (rig) => {
    const held = await settled(rig, { reclaim: { forMs: 1_500 } });
    const started = performance.now();
    await intoGap(rig, held);
    await held.lease.end();
    const took = performance.now() - started;
    expect(held.lease.error).toBeInstanceOf(ConnectionFailedError);
    expect([took > 1_400, took < 9_000]).toEqual([true, true]);
    expect(held.status.values.at(-1)).toEqual({ kind: 'ended', cause: held.lease.error });
  },
});

sideBySide('a request in flight at a drop', {
  'is in doubt unless it may run twice': async (rig) => {
    const held = await settled(rig);
    const wire = rig.wire.fromNow();
    // It has left us, and will not arrive.
    rig.line.delayMs(2_000);
    const request = rig.watch(held.echo.message$({ audio: true }));
    await until('the request to leave', () => wire.count('message') === 1);
    rig.line.cut();
    rig.line.delayMs(0);
    await request.end();
    expect(request.error).toBeInstanceOf(RequestInDoubtError);
    expect(request.error).toMatchObject({
      verb: 'message',
      acked: false,
      sessionId: held.session.id,
      handleId: held.echo.id,
    });
    await reclaimed(held);
    await expectAnswer(rig, held.echo);
    expect(wire.select({ verb: 'message', direction: 'out' })).toHaveLength(2);
  },
  'is sent again after the claim when it may run twice': async (rig) => {
    const held = await settled(rig);
    const wire = rig.wire.fromNow();
    rig.line.delayMs(2_000);
    const requests$ = [
      held.echo.configure$({ audio: true }),
      held.echo.message$({ audio: true }, { idempotent: true }),
      held.echo.hangup$(),
    ];
    const watched = requests$.map((request$) => rig.watch<unknown>(request$));
    await until('the requests to leave', () => wire.count('message') === 2 && wire.count('hangup') === 1);
    rig.line.cut();
    rig.line.delayMs(0);
    for (const request of watched)
      expect(await request.end()).toMatchObject({ error: undefined, completed: true });
    const sent = wire
      .select({ verb: 'message', direction: 'out' })
      .map(({ message }) => message?.['transaction']);
    expect([sent.length, new Set(sent).size, wire.count('hangup')]).toEqual([4, 2, 2]);
    expectUnbroken(held);
  },
  'was received when an ack came': async (rig) => {
    const held = await settled(rig, { keepAliveMs: 60_000 });
    // Whoever owns the session has its events: an ack is all that comes.
    const thief = await hold(
      rig,
      claim$(rig.elsewhere('websocket'), held.session.id, { teardown: 'abandon' }),
    );
    const request = rig.watch(held.echo.message$({ audio: true }));
    await until('the ack', () => rig.wire.count('ack', { direction: 'in' }) > 0);
    await sleep(50);
    thief.lease.unsubscribe();
    rig.line.cut();
    await request.end();
    expect(request.error).toBeInstanceOf(RequestInDoubtError);
    expect(request.error).toMatchObject({ verb: 'message', acked: true });
    expect((request.error as Error).message).toContain('after its ack');
    await reclaimed(held);
    await expectAnswer(rig, held.echo);
  },
});

const stalled = async (rig: Rig): Promise<void> => {
  const held = await settled(rig, { keepAliveMs: 1_000 });
  const started = performance.now();
  rig.line.stall();
  await reclaimed(held);
  // A beat is due within 1 s, and its answer half a second later.
  expect(performance.now() - started).toBeLessThan(3_500);
  expect(held.status.values[1]).toMatchObject({ kind: 'reclaiming', cause: { kind: 'connection-lost' } });
  await expectAnswer(rig, held.echo);
  expectUnbroken(held);
  expect(await rig.witness.handles(held.session.id)).toEqual([held.echo.id]);
  // Whatever the old line still has to say is not heard twice.
  rig.line.stall(false);
  await sleep(100);
  await expectAnswer(rig, held.echo);
  expectUnbroken(held);
};

sideBySide('a half-open line', { 'is found by the missed beat, and its session saved': stalled });
sideBySide(
  'a half-open line to a server that keeps no session without one',
  { 'is given up only after the claim, so that the session lives': stalled },
  { reclaimSessionTimeout: 0 },
);

sideBySide(
  'a line that brings no answers any more, to a server that keeps no session without one',
  {
    'is closed only after the claim on the next one': async (rig) => {
      const ear = openEar();
      const held = await hold(rig, create$(rig.transport(ear.options), { keepAliveMs: 1_000 }));
      const { echo } = await holdEcho(rig, held.session);
      await standing(rig);
      const wire = rig.wire.fromNow();
      // The server sees a line that is whole, and would end the session with it.
      ear.deafTo(({ janus }) => janus === 'ack');
      await held.status.find('the missed beat', ({ kind }) => kind === 'reclaiming');
      ear.hear();
      await held.gaps.value();
      await expectAnswer(rig, echo);
      await until('the close', () => wire.count('closed') === 1);
      const steps = wire.frames.filter(({ verb }) => ['opened', 'claim', 'success', 'closed'].includes(verb));
      expect(steps.map(({ verb }) => verb)).toEqual(['opened', 'claim', 'success', 'closed']);
      expect(steps.at(-1)).toMatchObject({ connection: 1, by: 'client' });
      expect([held.lease.ended, await rig.witness.handles(held.session.id)]).toEqual([false, [echo.id]]);
    },
  },
  { reclaimSessionTimeout: 0, over: ['websocket'] },
);

sideBySide(
  'a cut before a server that keeps no session without a line',
  {
    "ends the session with the server's word": async (rig) => {
      const held = await settled(rig);
      rig.line.cut();
      await held.lease.end();
      expect(held.lease.error).toBeInstanceOf(SessionReclaimError);
      expect(held.lease.error).toMatchObject({ code: 458, why: 'not-found' });
      expect((held.lease.error as Error).message).toContain('reclaim_session_timeout');
    },
  },
  { reclaimSessionTimeout: 0, over: ['websocket'] },
);

sideBySide('a session that is not to be claimed back', {
  'ends at the first drop': async (rig) => {
    const held = await settled(rig, { reclaim: false });
    rig.line.cut();
    await held.lease.end();
    expect(held.lease.error).toBeInstanceOf(ConnectionLostError);
    expect(held.handle.events.error).toBe(held.lease.error);
    await sleep(100);
    expect(rig.wire.count('claim')).toBe(0);
    expect(held.status.values.at(-1)).toEqual({ kind: 'ended', cause: held.lease.error });
  },
});

sideBySide(
  'a server that starts anew',
  {
    'has forgotten the session, which is told': async (rig) => {
      const held = await settled(rig);
      await rig.witness.restart();
      await held.lease.end({ timeoutMs: 15_000 });
      expect(held.lease.error).toBeInstanceOf(SessionReclaimError);
      expect(held.lease.error).toMatchObject({ sessionId: held.session.id, code: 458, why: 'not-found' });
      expect(held.status.values.at(-1)).toEqual({ kind: 'ended', cause: held.lease.error });
      expect(told(held.status)).toContain('reclaiming');
      // The transport is as good as new.
      await hold(rig, create$(rig.transport()));
    },
  },
  { ownServer: true },
);
