import {
  claim$,
  ConnectionFailedError,
  ConnectionLostError,
  create$,
  InvalidArgumentError,
  type JanusTransport,
  SessionEndedError,
  SessionReclaimError,
  SessionSupersededError,
} from 'rxjs-janus';
import { sleep, until } from '../support/until.js';
import { type Rig } from './support/rig.js';
import { sideBySide } from './support/side-by-side.js';
import { expectAnswer, failure, hold, holdEcho, requests, someId, standing, told } from './support/talk.js';

/** Somebody's session with a handle, left on the server when its maker goes. */
const made = async (rig: Rig, janus$: JanusTransport, reclaim?: false) => {
  const options = { teardown: 'abandon', ...(reclaim === false ? { reclaim } : {}) } as const;
  const held = await hold(rig, create$(janus$, options));
  const { echo, events } = await holdEcho(rig, held.session);
  return { ...held, id: held.session.id, handleId: echo.id, echo, events };
};

const refusedAs = async (rig: Rig, id: number, why: string, code: number): Promise<void> => {
  const error = await failure(rig, claim$(rig.transport(), id));
  expect(error).toBeInstanceOf(SessionReclaimError);
  expect(error).toMatchObject({ sessionId: id, code, why });
  expect((error as SessionReclaimError).reason).not.toBe('');
  expect(requests(rig)).toEqual(['claim']);
};

const gone = (rig: Rig, id: number): Promise<unknown> =>
  until('the session to go', async () => !(await rig.witness.sessions()).includes(id), {
    timeoutMs: 20_000,
    everyMs: 50,
  });

/** A third party asks the plugin: the event goes to the session's owner, whoever that is. */
const provoke = async (rig: Rig, session_id: number, handle_id: number): Promise<void> => {
  const body = { janus: 'message', session_id, handle_id, body: { audio: true } };
  expect(await rig.witness.request(body)).toMatchObject({ janus: 'ack' });
};

const pluginEvent = { kind: 'plugin', data: { echotest: 'event', result: 'ok' } };

/** Claims, and finds the handle answering and its events coming. */
const expectTakenOver = async (rig: Rig, id: number, handleId: number) => {
  const held = await hold(rig, claim$(rig.transport(), id));
  expect(held.session.id).toBe(id);
  expect(told(held.status)).toEqual(['live by claim']);
  const { echo, events } = await holdEcho(rig, held.session, handleId);
  expect(echo.id).toBe(handleId);
  await expectAnswer(rig, echo);
  await provoke(rig, id, handleId);
  expect(await events.value()).toMatchObject(pluginEvent);
  expect([rig.wire.count('create'), rig.wire.count('attach'), rig.wire.count('claim')]).toEqual([0, 0, 1]);
  return { ...held, echo };
};

sideBySide('claim$', {
  'takes a session over whose first transport lives, and its events with it': async (rig) => {
    const maker = await made(rig, rig.elsewhere());
    await expectTakenOver(rig, maker.id, maker.handleId);
    expect([maker.events.values, maker.lease.ended]).toEqual([[], false]);
  },
  'takes a session over whose line died without a close frame': async (rig) => {
    const { line, janus$ } = await rig.otherLine();
    const maker = await made(rig, janus$, false);
    await sleep(100);
    line.cut();
    await maker.lease.end();
    expect(maker.lease.error).toBeInstanceOf(ConnectionLostError);
    await expectTakenOver(rig, maker.id, maker.handleId);
  },
  'takes a session over from the other sort of transport': async (rig) => {
    const maker = await made(rig, rig.elsewhere(rig.other));
    await expectTakenOver(rig, maker.id, maker.handleId);
    expect(maker.events.values).toEqual([]);
  },
  'takes a session over from the other sort of transport whose line died': async (rig) => {
    const { line, janus$ } = await rig.otherLine(rig.other);
    const maker = await made(rig, janus$, false);
    await sleep(100);
    line.cut();
    await maker.lease.end();
    await expectTakenOver(rig, maker.id, maker.handleId);
  },
  'may be answered by turns: the last one has the events': async (rig) => {
    const maker = await made(rig, rig.elsewhere());
    const middle = await hold(rig, claim$(rig.elsewhere(rig.other), maker.id, { teardown: 'abandon' }));
    const between = await holdEcho(rig, middle.session, maker.handleId);
    await provoke(rig, maker.id, maker.handleId);
    expect(await between.events.value()).toMatchObject(pluginEvent);
    await expectTakenOver(rig, maker.id, maker.handleId);
    expect([maker.events.values.length, between.events.values.length]).toEqual([0, 1]);
  },
  'hands over what the server keeps: the handle is there when its maker has gone': async (rig) => {
    const maker = await made(rig, rig.elsewhere());
    maker.lease.unsubscribe();
    // It lingers for a turn.
    await maker.status.end();
    expect(await failure(rig, maker.echo.hangup$())).toBeInstanceOf(SessionEndedError);
    await expectTakenOver(rig, maker.id, maker.handleId);
    expect(await rig.witness.handles(maker.id)).toEqual([maker.handleId]);
  },
  'is destroyed at its end as a created one is': async (rig) => {
    const maker = await made(rig, rig.elsewhere());
    const { lease } = await expectTakenOver(rig, maker.id, maker.handleId);
    lease.unsubscribe();
    await gone(rig, maker.id);
    await until('the farewell', () => rig.wire.count('destroy') === 1);
  },
  'of one session twice on one transport ends the earlier': async (rig) => {
    const maker = await made(rig, rig.elsewhere());
    maker.lease.unsubscribe();
    const janus$ = rig.transport();
    const first = await hold(rig, claim$(janus$, maker.id));
    // A poll on its way, arriving after the second claim, would take the second's events.
    await standing(rig);
    const second = await hold(rig, claim$(janus$, maker.id));
    await first.lease.end();
    expect(first.lease.error).toBeInstanceOf(SessionSupersededError);
    expect(told(first.status)).toEqual(['live by claim', 'ended']);
    await expectAnswer(rig, (await holdEcho(rig, second.session, maker.handleId)).echo);
    await sleep(100);
    expect([second.lease.ended, rig.wire.count('destroy')]).toEqual([false, 0]);
    expect(await rig.witness.handles(maker.id)).toEqual([maker.handleId]);
  },
  'is refused an id that never was': (rig) => refusedAs(rig, someId(), 'not-found', 458),
  'is refused a session that was destroyed': async (rig) => {
    const maker = await made(rig, rig.elsewhere());
    await rig.witness.destroySession(maker.id);
    await refusedAs(rig, maker.id, 'not-found', 458);
  },
  'is refused a session that timed out': async (rig) => {
    const maker = await made(rig, rig.elsewhere());
    // Its beats would put it off.
    maker.lease.unsubscribe();
    await rig.witness.expire(maker.id);
    await refusedAs(rig, maker.id, 'not-found', 458);
  },
  'is refused a session whose window is over': async (rig) => {
    // Only a WebSocket is seen to drop, so that only its session has a window.
    const { line, janus$ } = await rig.otherLine('websocket');
    const maker = await made(rig, janus$, false);
    line.cut();
    await sleep(1_000);
    expect(await rig.witness.sessions()).toContain(maker.id);
    await gone(rig, maker.id);
    await refusedAs(rig, maker.id, 'not-found', 458);
  },
  'asks for no line when the id cannot be one': async (rig) => {
    for (const id of [0, -1, 2.5, NaN, 2 ** 53, '7' as unknown as number, undefined as unknown as number]) {
      const error = await failure(rig, claim$(rig.transport(), id));
      expect(error).toBeInstanceOf(InvalidArgumentError);
      expect(error).toMatchObject({ argument: 'sessionId' });
    }
    expect(rig.line.accepted).toBe(0);
  },
  'tells a line that does not open as that, and no refusal': async (rig) => {
    const maker = await made(rig, rig.elsewhere());
    await rig.line.refuse();
    expect(await failure(rig, claim$(rig.transport(), maker.id))).toBeInstanceOf(ConnectionFailedError);
    await rig.line.refuse(false);
    await expectTakenOver(rig, maker.id, maker.handleId);
  },
});

sideBySide(
  'claim$ where the server keeps no session without a line',
  {
    'takes a session over while its first line lives': async (rig) => {
      const maker = await made(rig, rig.elsewhere('websocket'));
      await expectTakenOver(rig, maker.id, maker.handleId);
    },
    'comes too late once that line has dropped': async (rig) => {
      const { line, janus$ } = await rig.otherLine('websocket');
      const maker = await made(rig, janus$, false);
      line.cut();
      await gone(rig, maker.id);
      await refusedAs(rig, maker.id, 'not-found', 458);
    },
  },
  { reclaimSessionTimeout: 0 },
);

sideBySide(
  'claim$ on a server with tokens',
  {
    'is refused with a token that the server does not know': async (rig) => {
      const maker = await made(rig, rig.elsewhere());
      const error = await failure(rig, claim$(rig.transport({ token: 'no-such-token' }), maker.id));
      expect(error).toBeInstanceOf(SessionReclaimError);
      expect(error).toMatchObject({ sessionId: maker.id, code: 403, why: 'unauthorized' });
      expect((error as Error).message).not.toContain('no-such-token');
      await expectAnswer(rig, maker.echo);
    },
    'is served with any token that it knows': async (rig) => {
      const maker = await made(rig, rig.elsewhere(rig.over, { token: 'second-token' }));
      await expectTakenOver(rig, maker.id, maker.handleId);
    },
  },
  { tokens: ['first-token', 'second-token'] },
);

const WATCH_MS = 13_000;

/** Evenly, as many as the time holds, and each about this session. */
const expectBeats = (rig: Rig, id: number, periodMs: number, forMs: number): void => {
  const beats = rig.wire.select({ verb: 'keepalive', direction: 'out' });
  const gaps = beats.slice(1).map(({ at }, i) => at - (beats[i]?.at ?? 0));
  expect(beats.every(({ sessionId }) => sessionId === id)).toBe(true);
  expect(Math.abs(beats.length - forMs / periodMs)).toBeLessThanOrEqual(1.5);
  expect(Math.max(...gaps)).toBeLessThan(periodMs * 1.5);
};

sideBySide(
  'a claimed session',
  {
    'is kept alive at the period that was set, for longer than the time-out': async (rig) => {
      const maker = await made(rig, rig.elsewhere());
      maker.lease.unsubscribe();
      const { session, lease } = await hold(rig, claim$(rig.transport(), maker.id, { keepAliveMs: 1_300 }));
      await sleep(WATCH_MS);
      expectBeats(rig, maker.id, 1_300, WATCH_MS);
      expect(lease.ended).toBe(false);
      await expectAnswer(rig, (await holdEcho(rig, session, maker.handleId)).echo);
    },
    'is kept alive at the same period after it was claimed back': async (rig) => {
      const maker = await made(rig, rig.elsewhere());
      maker.lease.unsubscribe();
      const { lease, gaps } = await hold(rig, claim$(rig.transport(), maker.id, { keepAliveMs: 1_000 }));
      await standing(rig);
      rig.line.cut();
      await gaps.value();
      await until('the first beat', () => rig.wire.count('keepalive', { direction: 'out' }) > 0);
      await sleep(WATCH_MS - 1_000);
      expectBeats(rig, maker.id, 1_000, WATCH_MS);
      expect(lease.ended).toBe(false);
    },
    'is kept alive by its new owner alone, once the first has gone': async (rig) => {
      const { line, janus$ } = await rig.otherLine();
      const maker = await made(rig, janus$);
      const { lease } = await hold(rig, claim$(rig.transport(), maker.id));
      await line.refuse();
      maker.lease.unsubscribe();
      line.cut();
      await sleep(WATCH_MS);
      expect([lease.ended, await rig.witness.sessions()]).toEqual([
        false,
        expect.arrayContaining([maker.id]),
      ]);
    },
  },
  { sessionTimeout: 6, reclaimSessionTimeout: 4 },
);
