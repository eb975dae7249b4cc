// One life of a session as the lifecycle table sees it: a handle, requests that stay unanswered, what is told of the end.
import {
  create$,
  type CreateOptions,
  isJanusError,
  type JanusErrorKind,
  type JanusTransport,
  type Reply,
} from 'rxjs-janus';
import { until } from '../../support/until.js';
import { type Watched } from '../../support/watch.js';
import { type Wire } from '../../support/wire.js';
import { type Ear, isAnswer, openEar } from './ear.js';
import { type Rig } from './rig.js';
import { type Held, type HeldEcho, hold, holdEcho, standing } from './talk.js';

/** How a stream stands: told by its notifications, or by who unsubscribed from it. */
export type Outcome = 'goes on' | 'completes' | 'left' | JanusErrorKind;

export interface Life extends Held {
  readonly rig: Rig;
  readonly janus$: JanusTransport;
  readonly handle: HeldEcho;
  readonly ear: Ear;
  /** In flight and not repeatable: acknowledged, its answer lost. */
  readonly doubtful: Watched<Reply>;
  /** In flight and repeatable: acknowledged, its answer lost. */
  readonly repeatable: Watched<Reply>;
  /** All requests but the doubtful one. */
  readonly rest: Watched<unknown>[];
  /** What passed since the life was ready for the cause. */
  readonly wire: Wire;
}

const forLong = { timeoutMs: 60_000 };

export async function beginLife(rig: Rig, options: CreateOptions = {}): Promise<Life> {
  const ear = openEar();
  const janus$ = rig.transport(ear.options);
  const held = await hold(rig, create$(janus$, options));
  const handle = await holdEcho(rig, held.session);
  await standing(rig);
  ear.deafTo(isAnswer);
  const doubtful = rig.watch(handle.echo.message$({ audio: true }, forLong));
  const repeatable = rig.watch(handle.echo.message$({ video: true }, { ...forLong, idempotent: true }));
  await until('both acks', () => acksOfMessages(rig) === 2);
  await until('both answers', () => ear.lost === 2);
  await standing(rig);
  return {
    ...held,
    rig,
    janus$,
    handle,
    ear,
    doubtful,
    repeatable,
    rest: [repeatable],
    wire: rig.wire.fromNow(),
  };
}

function acksOfMessages({ wire }: Rig): number {
  const sent = wire.select({ verb: 'message' }).map(({ message }) => message?.['transaction']);
  const acks = wire.select({ verb: 'ack', direction: 'in' });
  return acks.filter(({ message }) => sent.includes(message?.['transaction'])).length;
}

export function outcome({ error, completed, subscription }: Watched<unknown>): Outcome {
  if (isJanusError(error)) return error.kind;
  if (error !== undefined) throw new Error('an error that is none of ours', { cause: error });
  if (completed) return 'completes';
  return subscription.closed ? 'left' : 'goes on';
}

/** A request completes with its answer, or it was not answered. */
export function answerOf(request: Watched<unknown>): Outcome | 'answered' {
  const end = outcome(request);
  return end === 'completes' && request.values.length === 1 ? 'answered' : end;
}

const ASIDE = ['opened', 'poll', 'keepalive', 'info', 'GET'];

/** What the client said, keep-alives and polls aside; the close only of a WebSocket, and only if it was asked for. */
export function farewells(rig: Rig, wire: Wire, withClose: boolean): readonly string[] {
  const aside = withClose && rig.over === 'websocket' ? ASIDE : [...ASIDE, 'closed'];
  const frames = wire
    .select({ direction: 'out' })
    .filter(({ verb, by }) => verb !== 'closed' || by === 'client');
  return frames.map(({ verb }) => verb).filter((verb) => !aside.includes(verb));
}
