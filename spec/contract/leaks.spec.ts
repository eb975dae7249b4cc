// Nothing of ours is left in the process, wherever on its way a session is unsubscribed.
import { filter, firstValueFrom, Subscription } from 'rxjs';
import {
  create$,
  type CreateOptions,
  type JanusSession,
  type JanusTransport,
  restTransport,
  webSocketTransport,
} from 'rxjs-janus';
import { echoTest, type EchoTestHandle } from 'rxjs-janus/echotest';
import { expectNothingLeft, type Resources, resources } from '../support/leaks.js';
import { describeServers, type Target } from '../support/servers.js';
import { sleep, until } from '../support/until.js';

/** The platform's socket may take as long for its closing handshake. */
const SETTLE_MS = 4_000;

class Walk {
  readonly janus$: JanusTransport;
  readonly held = new Subscription();
  session: JanusSession | undefined;
  echo: EchoTestHandle | undefined;

  constructor(readonly target: Target) {
    const make = target.over === 'rest' ? restTransport : webSocketTransport;
    this.janus$ = make({ url: target.url, connectTimeoutMs: 1_000 });
  }

  start(options: CreateOptions = {}): void {
    this.held.add(
      create$(this.janus$, options).subscribe({
        next: (session) => (this.session = session),
        error: () => undefined,
      }),
    );
  }

  async created(options?: CreateOptions): Promise<JanusSession> {
    this.start(options);
    return until('the session', () => this.session);
  }

  attach(session: JanusSession): void {
    this.held.add(
      session.attach$(echoTest).subscribe({ next: (echo) => (this.echo = echo), error: () => undefined }),
    );
  }

  async attached(options?: CreateOptions): Promise<EchoTestHandle> {
    this.attach(await this.created(options));
    return until('the handle', () => this.echo);
  }

  sent(verb: string): Promise<unknown> {
    return until(verb, () => this.target.wire.count(verb) > 0);
  }
}

/** How far it goes before everything is unsubscribed. */
const steps: Readonly<Record<string, (walk: Walk) => Promise<void> | void>> = {
  'before it connects': (walk) => walk.start(),
  'while it connects': async (walk) => {
    walk.target.line.delayMs(200);
    const { accepted } = walk.target.line;
    walk.start();
    await until('the connection', () => walk.target.line.accepted > accepted);
  },
  'while nobody answers the connection': async (walk) => {
    walk.target.line.blackhole();
    walk.start();
    await sleep(50);
  },
  'after a refused connection': async (walk) => {
    await walk.target.line.refuse();
    walk.start();
    await sleep(50);
  },
  'while create is in flight': async (walk) => {
    walk.target.line.delayMs(100);
    walk.start();
    await walk.sent('create');
  },
  'with a session': async (walk) => {
    await walk.created();
  },
  'after some beats': async (walk) => {
    await walk.created({ keepAliveMs: 50 });
    await until('beats', () => walk.target.wire.count('keepalive', { direction: 'out' }) > 2);
  },
  'while attach is in flight': async (walk) => {
    const session = await walk.created();
    walk.target.line.delayMs(100);
    walk.attach(session);
    await walk.sent('attach');
  },
  'with a handle': async (walk) => {
    await walk.attached();
  },
  'while a request is in flight': async (walk) => {
    const echo = await walk.attached();
    walk.target.line.delayMs(100);
    walk.held.add(echo.configure$({ audio: true }).subscribe({ error: () => undefined }));
    await walk.sent('message');
  },
  'with everything listened to': async (walk) => {
    const echo = await walk.attached();
    const { session, janus$ } = walk;
    if (session === undefined) return;
    for (const stream$ of [
      echo.event$,
      echo.gap$,
      session.status$,
      session.gap$,
      janus$,
      janus$.state$,
      janus$.diagnostics$,
    ])
      walk.held.add((stream$ as typeof janus$).subscribe({ error: () => undefined }));
    await firstValueFrom(echo.configure$({ audio: true }));
  },
  'in a gap': async (walk) => {
    await walk.attached();
    const { session } = walk;
    if (walk.target.over === 'rest') await walk.sent('poll');
    await sleep(30);
    await walk.target.line.refuse();
    walk.target.line.cut();
    if (session) await firstValueFrom(session.status$.pipe(filter(({ kind }) => kind === 'reclaiming')));
    await sleep(50);
  },
  'after a gap': async (walk) => {
    await walk.attached();
    if (walk.target.over === 'rest') await walk.sent('poll');
    await sleep(30);
    walk.target.line.cut();
    await walk.sent('claim');
    await sleep(50);
  },
  'on a half-open line': async (walk) => {
    await walk.attached();
    walk.target.line.stall();
    await sleep(50);
  },
  'with a session that is to be left': async (walk) => {
    await walk.attached({ teardown: 'abandon' });
  },
  'after destroy$': async (walk) => {
    const session = await walk.created();
    await firstValueFrom(session.destroy$());
  },
};

/** The one server that may be made meanwhile is the proxy's own, when it listens again. */
function ours(since: Resources): Resources {
  return {
    get left() {
      return since.left.filter(({ kind }) => kind !== 'server');
    },
    stop: () => since.stop(),
  };
}

/** Loads what is loaded once: packages, the platform's own pools. */
async function warmUp(target: Target): Promise<void> {
  const walk = new Walk(target);
  await walk.attached();
  walk.held.unsubscribe();
  await until('the line to be left', () => target.line.connections.length === 0);
}

describeServers('nothing is left in the process', (target) => {
  let since: Resources;
  beforeAll(() => warmUp(target));

  it.each(Object.entries(steps))(
    'unsubscribed %s',
    async (_, step) => {
      since = resources();
      const walk = new Walk(target);
      await step(walk);
      walk.held.unsubscribe();
      await sleep(50);
      // A fault that stays would keep the other end from knowing.
      await target.line.heal();
      await until('the line to be left', () => target.line.connections.length === 0);
      target.line.cut();
      await expectNothingLeft(ours(since), SETTLE_MS);
    },
    15_000,
  );

  it('of fifty sessions that came and went', async () => {
    since = resources();
    const { janus$ } = new Walk(target);
    const leases = Array.from({ length: 50 }, () => create$(janus$).subscribe());
    await until('the sessions', () => target.wire.count('success', { direction: 'in' }) >= 50, {
      timeoutMs: 15_000,
    });
    for (const lease of leases) lease.unsubscribe();
    await until('the line to be left', () => target.line.connections.length === 0);
    expect(target.wire.count('destroy', { direction: 'out' })).toBe(50);
    target.line.cut();
    await expectNothingLeft(ours(since), SETTLE_MS);
  }, 30_000);

  afterEach(() => since.stop());
});
