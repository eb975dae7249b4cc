import { firstValueFrom, switchMap, take } from 'rxjs';
import { create$, type CreateOptions } from 'rxjs-janus';
import { echoTest } from 'rxjs-janus/echotest';
import { sleep, until } from '../support/until.js';
import { type Wire } from '../support/wire.js';
import { type Rig } from './support/rig.js';
import { sideBySide } from './support/side-by-side.js';
import { hold, holdEcho, someId, standing } from './support/talk.js';

/** What the client said from now on, and that it closed the line, polls and keep-alives aside. */
const goodbyes = (rig: Rig, wire: Wire): readonly string[] => {
  const frames = wire.select({ direction: 'out' }).map(({ verb }) => verb);
  const aside = ['opened', 'poll', 'keepalive', 'info', ...(rig.over === 'rest' ? ['closed'] : [])];
  return frames.filter((verb) => !aside.includes(verb));
};

const closing = (rig: Rig, ...verbs: readonly string[]): readonly string[] =>
  rig.over === 'rest' ? verbs : [...verbs, 'closed'];

const quiet = (rig: Rig): Promise<unknown> =>
  until('the line to be left', () => rig.line.connections.length === 0 && rig.line.accepted > 0);

const gone = (rig: Rig, id: number, timeoutMs = 5_000): Promise<unknown> =>
  until('the session to go', async () => !(await rig.witness.sessions()).includes(id), {
    timeoutMs,
    everyMs: 50,
  });

/** Each farewell is answered before the next step. */
const expectAnswered = (rig: Rig, wire: Wire): void => {
  const frames = wire.frames.filter(({ verb, message }) => verb === 'closed' || message !== undefined);
  const destroy = frames.find(({ verb }) => verb === 'destroy');
  const answer = frames.findIndex(
    ({ direction, message }) =>
      direction === 'in' && message?.['transaction'] === destroy?.message?.['transaction'],
  );
  const closed = frames.findIndex(({ verb }) => verb === 'closed');
  expect(answer).toBeGreaterThan(-1);
  if (rig.over === 'websocket') expect(closed).toBeGreaterThan(answer);
};

sideBySide('the farewell', {
  'is detach, destroy, then the close': async (rig) => {
    const { session, lease } = await hold(rig, create$(rig.transport()));
    await holdEcho(rig, session);
    await standing(rig);
    const wire = rig.wire.fromNow();
    lease.unsubscribe();
    await quiet(rig);
    expect(goodbyes(rig, wire)).toEqual(closing(rig, 'detach', 'destroy'));
    expectAnswered(rig, wire);
    expect(await rig.witness.sessions()).not.toContain(session.id);
  },
  'is the same when one unsubscribe ends it all': async (rig) => {
    const handle = rig.watch(
      create$(rig.transport()).pipe(switchMap((session) => session.attach$(echoTest))),
    );
    const { sessionId } = await handle.value();
    await standing(rig);
    const wire = rig.wire.fromNow();
    handle.unsubscribe();
    await quiet(rig);
    expect(goodbyes(rig, wire)).toEqual(closing(rig, 'detach', 'destroy'));
    expectAnswered(rig, wire);
    expect(await rig.witness.sessions()).not.toContain(sessionId);
  },
  'tells each handle': async (rig) => {
    const { session, lease } = await hold(rig, create$(rig.transport()));
    const ids = [await holdEcho(rig, session), await holdEcho(rig, session)].map(({ echo }) => echo.id);
    const wire = rig.wire.fromNow();
    lease.unsubscribe();
    await quiet(rig);
    expect(goodbyes(rig, wire)).toEqual(closing(rig, 'detach', 'detach', 'destroy'));
    expect(wire.select({ verb: 'detach' }).map(({ handleId }) => handleId)).toEqual(ids);
    if (rig.over === 'rest') {
      const order = wire.frames.filter(({ verb }) => ['detach', 'destroy', 'success'].includes(verb));
      expect(order.map(({ verb }) => verb)).toEqual([
        'detach',
        'success',
        'detach',
        'success',
        'destroy',
        'success',
      ]);
    }
  },
  'leaves the line to the others on it': async (rig) => {
    const janus$ = rig.transport();
    const [first, second] = [await hold(rig, create$(janus$)), await hold(rig, create$(janus$))];
    await standing(rig);
    const wire = rig.wire.fromNow();
    first.lease.unsubscribe();
    await gone(rig, first.session.id);
    await sleep(50);
    expect(goodbyes(rig, wire)).toEqual(['destroy']);
    second.lease.unsubscribe();
    await quiet(rig);
    expect(goodbyes(rig, wire)).toEqual(closing(rig, 'destroy', 'destroy'));
  },
  'follows one value taken, at once': async (rig) => {
    const session = await firstValueFrom(create$(rig.transport()));
    await quiet(rig);
    expect(await rig.witness.sessions()).not.toContain(session.id);
    const taken = rig.watch(create$(rig.transport()).pipe(take(1)));
    await taken.end();
    await gone(rig, (await taken.value()).id);
  },
  'is none when the session is to be left': async (rig) => {
    const { session, lease } = await hold(rig, create$(rig.transport(), { teardown: 'abandon' }));
    const { echo } = await holdEcho(rig, session);
    await standing(rig);
    const wire = rig.wire.fromNow();
    lease.unsubscribe();
    await quiet(rig);
    expect(goodbyes(rig, wire)).toEqual(closing(rig));
    expect(await rig.witness.handles(session.id)).toEqual([echo.id]);
  },
  'is none either when one unsubscribe ends it all': async (rig) => {
    const session$ = create$(rig.transport(), { teardown: 'abandon' });
    const handle = rig.watch(session$.pipe(switchMap((session) => session.attach$(echoTest))));
    const { sessionId, id } = await handle.value();
    await standing(rig);
    const wire = rig.wire.fromNow();
    handle.unsubscribe();
    await quiet(rig);
    expect(goodbyes(rig, wire)).toEqual(closing(rig));
    expect(await rig.witness.handles(sessionId)).toEqual([id]);
  },
  'is chosen when it is due': async (rig) => {
    const chosen: { teardown: 'destroy' | 'abandon' } = { teardown: 'destroy' };
    const options: CreateOptions = { teardown: () => chosen.teardown };
    const { session, lease } = await hold(rig, create$(rig.transport(), options));
    chosen.teardown = 'abandon';
    lease.unsubscribe();
    await quiet(rig);
    expect([rig.wire.count('destroy'), await rig.witness.sessions()]).toEqual([
      0,
      expect.arrayContaining([session.id]),
    ]);
  },
  'of a handle alone leaves a session that is to be left': async (rig) => {
    const { session } = await hold(rig, create$(rig.transport(), { teardown: 'abandon' }));
    const { lease } = await holdEcho(rig, session);
    lease.unsubscribe();
    await until('the handle to go', async () => (await rig.witness.handles(session.id)).length === 0);
    expect(rig.wire.count('detach', { direction: 'out' })).toBe(1);
  },
});

/** Unsubscribed after this much of the way; then neither server nor line know of it any more. */
const steps: Readonly<Record<string, (rig: Rig, id: number) => Promise<void>>> = {
  'in the tick of the subscription': async (rig, id) => {
    rig.watch(create$(rig.transport(), { id })).unsubscribe();
    await sleep(300);
  },
  'while it connects': async (rig, id) => {
    rig.line.delayMs(150);
    const lease = rig.watch(create$(rig.transport(), { id }));
    await until('the connection', () => rig.line.accepted > 0);
    lease.unsubscribe();
    await sleep(500);
  },
  'while create is in flight': async (rig, id) => {
    rig.line.delayMs(100);
    const lease = rig.watch(create$(rig.transport(), { id }));
    await until('the request', () => rig.wire.count('create') > 0);
    lease.unsubscribe();
  },
  'in the very tick of the session': async (rig, id) => {
    await firstValueFrom(create$(rig.transport(), { id }));
  },
  'while attach is in flight': async (rig, id) => {
    const { lease, session } = await hold(rig, create$(rig.transport(), { id }));
    rig.line.delayMs(100);
    rig.watch(session.attach$(echoTest));
    await until('the request', () => rig.wire.count('attach') > 0);
    lease.unsubscribe();
  },
  'with a handle attached': async (rig, id) => {
    const { lease, session } = await hold(rig, create$(rig.transport(), { id }));
    await holdEcho(rig, session);
    lease.unsubscribe();
  },
  'while a request is in flight': async (rig, id) => {
    const { lease, session } = await hold(rig, create$(rig.transport(), { id }));
    const { echo } = await holdEcho(rig, session);
    rig.line.delayMs(100);
    rig.watch(echo.configure$({ audio: true }));
    await until('the request', () => rig.wire.count('message') > 0);
    lease.unsubscribe();
  },
  'while destroy$ is in flight': async (rig, id) => {
    const { lease, session } = await hold(rig, create$(rig.transport(), { id }));
    rig.line.delayMs(100);
    rig.watch(session.destroy$());
    await until('the request', () => rig.wire.count('destroy') > 0);
    lease.unsubscribe();
  },
  'right after a cut': async (rig, id) => {
    const { lease, status } = await hold(rig, create$(rig.transport(), { id }));
    await standing(rig);
    rig.line.cut();
    await status.find('the gap', ({ kind }) => kind === 'reclaiming');
    lease.unsubscribe();
  },
  'in a gap': async (rig, id) => {
    const { lease, status } = await hold(rig, create$(rig.transport(), { id }));
    await standing(rig);
    await rig.line.refuse();
    rig.line.cut();
    await status.find('a second attempt', (now) => now.kind === 'reclaiming' && now.attempt > 1);
    lease.unsubscribe();
    await sleep(50);
    const { accepted } = rig.line;
    await rig.line.refuse(false);
    await sleep(2_000);
    // Nobody tries again.
    expect(rig.line.accepted).toBe(accepted);
  },
};

sideBySide(
  'unsubscribed',
  Object.fromEntries(
    Object.entries(steps).map(([step, run]) => [
      `${step}, nothing is left`,
      async (rig: Rig) => {
        const id = someId();
        await run(rig, id);
        // What was under way arrives, and has its effects.
        await sleep(400);
        rig.line.delayMs(0);
        await until('the line to be left', () => rig.line.connections.length === 0);
        // Where it could not be told, the server finds out by its own limits.
        await gone(rig, id, 20_000);
        await sleep(100);
        expect([rig.line.connections.length, await rig.witness.sessions()]).toEqual([
          0,
          expect.not.arrayContaining([id]),
        ]);
      },
    ]),
  ),
  { sessionTimeout: 8, reclaimSessionTimeout: 4 },
);
