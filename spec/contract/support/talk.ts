// The first steps of most cases: a session that is there, a handle that is there, an answer.
import { type Observable } from 'rxjs';
import { type Gap, type HandleEvent, type JanusSession, type SessionStatus } from 'rxjs-janus';
import { echoTest, type EchoTestHandle } from 'rxjs-janus/echotest';
import { sleep, until } from '../../support/until.js';
import { type Watched } from '../../support/watch.js';
import { type Wire } from '../../support/wire.js';
import { type Rig } from './rig.js';

export interface Held {
  readonly session: JanusSession;
  /** The subscription that holds the session. */
  readonly lease: Watched<JanusSession>;
  readonly status: Watched<SessionStatus>;
  readonly gaps: Watched<Gap>;
}

export interface HeldEcho {
  readonly echo: EchoTestHandle;
  /** The subscription that holds the handle. */
  readonly lease: Watched<EchoTestHandle>;
  readonly events: Watched<HandleEvent>;
}

/** Subscribes, and resolves when the session is there. */
export async function hold(rig: Rig, session$: Observable<JanusSession>): Promise<Held> {
  const lease = rig.watch(session$);
  const session = await lease.value();
  return { session, lease, status: rig.watch(session.status$), gaps: rig.watch(session.gap$) };
}

/** An echotest handle, a new one or one that exists. */
export async function holdEcho(rig: Rig, session: JanusSession, handleId?: number): Promise<HeldEcho> {
  const handle$ = handleId === undefined ? session.attach$(echoTest) : session.reattach$(echoTest, handleId);
  const lease = rig.watch(handle$);
  const echo = await lease.value();
  return { echo, lease, events: rig.watch(echo.event$) };
}

/** Rejects unless the handle answers. */
export async function expectAnswer(rig: Rig, echo: EchoTestHandle): Promise<void> {
  const reply = await rig.watch(echo.configure$({ audio: true })).value();
  expect(reply.data).toMatchObject({ echotest: 'event', result: 'ok' });
}

/** What a stream ended with. */
export async function failure(rig: Rig, source$: Observable<unknown>): Promise<unknown> {
  const watched = rig.watch(source$);
  await watched.end({ timeoutMs: 15_000 });
  expect(watched.values).toStrictEqual([]);
  return watched.error;
}

/** The kinds of the statuses so far; `live` with how it came to be. */
export function told(status: Watched<SessionStatus>): string[] {
  return status.values.map((value) => (value.kind === 'live' ? `live by ${value.by}` : value.kind));
}

/** An id that no server gives on its own within a run of the specs. */
export function someId(): number {
  return 1 + Math.floor(Math.random() * 2 ** 40);
}

/** Over REST a line is seen to drop by its poll alone: waits until there is one open, and no request beside it. */
export async function standing(rig: Rig): Promise<void> {
  await until('the info', () => rig.wire.count('server_info') > 0);
  if (rig.over === 'rest') await until('a poll', () => isPolling(rig.wire));
  await sleep(30);
}

function isPolling({ frames }: Wire): boolean {
  const last = frames.map(({ verb }) => verb).lastIndexOf('poll');
  const poll = frames[last];
  return !!poll && !frames.some((frame, i) => i > last && frame.connection === poll.connection);
}

/** What the client sent, polls and connections aside. */
export function requests(rig: Rig, wire: Wire = rig.wire): readonly string[] {
  return wire.verbs({ direction: 'out' }).filter((verb) => !['opened', 'closed', 'poll'].includes(verb));
}
