// What subscribers do while they are being told something.
import { mergeMap, type Subscription, switchMap, take } from 'rxjs';
import { create$, type JanusSession, RequestInDoubtError, SessionLostError } from 'rxjs-janus';
import { echoTest } from 'rxjs-janus/echotest';
import { sleep, until } from '../support/until.js';
import { type Rig } from './support/rig.js';
import { sideBySide } from './support/side-by-side.js';
import { expectAnswer, hold, holdEcho, standing } from './support/talk.js';

const gone = (rig: Rig, id: number): Promise<unknown> =>
  until('the session to go', async () => !(await rig.witness.sessions()).includes(id));

sideBySide('inside next', {
  'of a session, take(1) ends it in good order': async (rig) => {
    const taken = await rig.watch(create$(rig.transport()).pipe(take(1))).end();
    expect([taken.values.length, taken.completed]).toEqual([1, true]);
    await gone(rig, taken.values[0]?.id ?? 0);
    expect(rig.wire.count('destroy', { direction: 'out' })).toBe(1);
  },
  'of a session, another subscription gets the same one, and outlives the first': async (rig) => {
    const session$ = create$(rig.transport());
    const seen: JanusSession[] = [];
    let outer: Subscription | undefined;
    const inner = await new Promise<ReturnType<typeof rig.watch<JanusSession>>>((resolve) => {
      outer = session$.subscribe((session) => {
        seen.push(session);
        resolve(rig.watch(session$));
      });
    });
    expect(await inner.value()).toBe(seen[0]);
    outer?.unsubscribe();
    await sleep(50);
    await expectAnswer(rig, (await holdEcho(rig, await inner.value())).echo);
    expect([seen.length, rig.wire.count('create'), inner.values.length]).toEqual([1, 1, 1]);
  },
  'of a session, the unsubscribe of itself destroys it': async (rig) => {
    const id = await new Promise<number>((resolve) => {
      const subscription = create$(rig.transport()).subscribe((session) => {
        // It is told in a later turn than it is subscribed in, so that the subscription is known.
        subscription.unsubscribe();
        resolve(session.id);
      });
    });
    await gone(rig, id);
    await until('the line to be left', () => rig.line.connections.length === 0);
  },
  'of a session, destroy$ completes it': async (rig) => {
    const lease = rig.watch(create$(rig.transport()).pipe(switchMap((session) => session.destroy$())));
    await lease.end();
    expect([lease.error, lease.completed, lease.values.length]).toEqual([undefined, true, 1]);
    await until('the line to be left', () => rig.line.connections.length === 0);
    expect(rig.wire.count('destroy', { direction: 'out' })).toBe(1);
  },
  'of a handle, its end and a new one': async (rig) => {
    const { session } = await hold(rig, create$(rig.transport()));
    const first = rig.watch(session.attach$(echoTest).pipe(take(1)));
    await first.end();
    const second = await holdEcho(rig, session);
    await expectAnswer(rig, second.echo);
    await until('the detach', () => rig.wire.count('detach', { direction: 'out' }) === 1);
    const left = (): Promise<readonly number[]> => rig.witness.handles(session.id);
    await until('the first to go', async () => (await left()).length === 1);
    expect(await left()).toEqual([second.echo.id]);
  },
  'of an answer, the next request': async (rig) => {
    const { session } = await hold(rig, create$(rig.transport()));
    const { echo } = await holdEcho(rig, session);
    const chain$ = echo.configure$({ audio: true }).pipe(
      switchMap(() => echo.configure$({ video: true })),
      switchMap(() => echo.configure$({ bitrate: 64_000 })),
    );
    const chain = await rig.watch(chain$).end();
    expect(chain).toMatchObject({ values: [{ data: { result: 'ok' } }], completed: true });
  },
  'of an event, a request and another listener': async (rig) => {
    const { session } = await hold(rig, create$(rig.transport()));
    const { echo } = await holdEcho(rig, session);
    const inner = new Promise((resolve, reject) => {
      rig
        .watch(
          echo.event$.pipe(
            take(1),
            switchMap(() => {
              rig.watch(echo.event$);
              return echo.configure$({ audio: true });
            }),
          ),
        )
        .end()
        .then(({ values }) => resolve(values), reject);
    });
    await rig.witness.request({
      janus: 'message',
      session_id: session.id,
      handle_id: echo.id,
      body: { audio: true },
    });
    expect(await inner).toMatchObject([{ data: { result: 'ok' } }]);
  },
  'of an event, the end of everything': async (rig) => {
    const { session, lease } = await hold(rig, create$(rig.transport()));
    const { echo } = await holdEcho(rig, session);
    const told: string[] = [];
    echo.event$.subscribe({
      next: ({ kind }) => {
        told.push(kind);
        lease.unsubscribe();
      },
      complete: () => told.push('complete'),
      error: () => told.push('error'),
    });
    await rig.witness.request({
      janus: 'message',
      session_id: session.id,
      handle_id: echo.id,
      body: { audio: true },
    });
    await gone(rig, session.id);
    await until('the end', () => told.length > 1);
    // A handle that is being detached may have a last word.
    expect([told[0], told.at(-1), told.includes('error')]).toEqual(['plugin', 'complete', false]);
  },
  'of the status, a request is answered once, behind the claim': async (rig) => {
    const held = await hold(rig, create$(rig.transport()));
    const { echo } = await holdEcho(rig, held.session);
    await standing(rig);
    const asked$ = held.session.status$.pipe(
      mergeMap((status) => (status.kind === 'reclaiming' ? echo.message$({ audio: true }) : [])),
      take(1),
    );
    const asked = rig.watch(asked$);
    const kept = held.session.status$.subscribe();
    rig.line.cut();
    await held.gaps.value();
    kept.unsubscribe();
    await until('the request', () => rig.wire.count('message', { direction: 'out' }) === 1);
    await sleep(100);
    expect([rig.wire.count('message', { direction: 'out' }), asked.error]).toEqual([1, undefined]);
  },
  'of the gap, a request is answered': async (rig) => {
    const held = await hold(rig, create$(rig.transport()));
    const { echo } = await holdEcho(rig, held.session);
    await standing(rig);
    const asked = rig.watch(
      held.session.gap$.pipe(
        switchMap(() => echo.configure$({ audio: true })),
        take(1),
      ),
    );
    rig.line.cut();
    expect(await asked.value()).toMatchObject({ data: { result: 'ok' } });
  },
});

sideBySide('inside error', {
  'of a session that was lost, a new one': async (rig) => {
    const session$ = create$(rig.transport(), { keepAliveMs: 3_000 });
    const first = await hold(rig, session$);
    const errors: unknown[] = [];
    const again = new Promise<JanusSession>((resolve, reject) => {
      session$.subscribe({
        error: (error: unknown) => {
          errors.push(error);
          rig.watch(session$).value().then(resolve, reject);
        },
      });
    });
    await rig.witness.destroySession(first.session.id);
    const second = await again;
    expect(errors).toEqual([expect.any(SessionLostError)]);
    expect(second.id).not.toBe(first.session.id);
    await expectAnswer(rig, (await holdEcho(rig, second)).echo);
    expect(rig.wire.count('create')).toBe(2);
  },
  'of a request in doubt, the same request waits for the claim': async (rig) => {
    const held = await hold(rig, create$(rig.transport()));
    const { echo } = await holdEcho(rig, held.session);
    await standing(rig);
    rig.line.delayMs(2_000);
    const errors: unknown[] = [];
    const again = new Promise((resolve, reject) => {
      echo.message$({ audio: true }).subscribe({
        next: reject,
        error: (error: unknown) => {
          errors.push(error);
          rig
            .watch(echo.message$({ audio: true }))
            .value()
            .then(resolve, reject);
        },
      });
    });
    await until('the request', () => rig.wire.count('message') === 1);
    rig.line.cut();
    rig.line.delayMs(0);
    expect(await again).toMatchObject({ data: { result: 'ok' } });
    expect(errors).toEqual([expect.any(RequestInDoubtError)]);
    expect(rig.wire.count('message', { direction: 'out' })).toBe(2);
  },
  'of a handle that was detached, a new one': async (rig) => {
    const { session } = await hold(rig, create$(rig.transport()));
    const echo$ = session.attach$(echoTest);
    const first = await rig.watch(echo$).value();
    const again = new Promise<number>((resolve, reject) => {
      echo$.subscribe({
        error: () =>
          void rig
            .watch(echo$)
            .value()
            .then(({ id }) => resolve(id), reject),
      });
    });
    await rig.witness.detachHandle(session.id, first.id);
    expect(await rig.witness.handles(session.id)).not.toContain(first.id);
    expect(await again).not.toBe(first.id);
  },
});
