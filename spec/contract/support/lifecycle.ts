// How a row of the lifecycle table is played and looked at.
import { type CreateOptions, isJanusError, type JanusErrorKind } from 'rxjs-janus';
import { sleep } from '../../support/until.js';
import { type Watched } from '../../support/watch.js';
import { answerOf, beginLife, farewells, type Life, type Outcome, outcome } from './life.js';
import { type Rig } from './rig.js';
import { told } from './talk.js';

/** What is seen of the cause by whoever holds something. */
export interface Columns {
  readonly session: Outcome;
  /** `attach$` and `event$`. */
  readonly handle: Outcome;
  /** Told from the cause on. */
  readonly status: readonly string[];
  /** A request that is not repeatable and was in flight. */
  readonly inDoubt: Outcome | 'answered';
  /** All other requests, in flight or waiting. */
  readonly rest: Outcome | 'answered';
  /** What the client sends from the cause on, keep-alives aside. */
  readonly frames: readonly string[];
}

export interface Row extends Columns {
  readonly cause: string;
  /** Over REST, where what waits does not follow a claim that is not answered yet. */
  readonly framesOverRest?: readonly string[];
  readonly options?: CreateOptions;
  /** Brings it about; resolves when it has had its effects. */
  readonly happen: (life: Life) => Promise<void>;
}

export const observe = async ({ happen, options, framesOverRest, ...row }: Row, rig: Rig): Promise<void> => {
  const life = await beginLife(rig, options);
  await happen(life);
  await sleep(200);
  const { lease, handle, status, doubtful, rest: others, wire } = life;
  const seen = {
    session: outcome(lease),
    handle: outcome(handle.lease),
    event: outcome(handle.events),
    // Every attempt is told anew.
    status: told(status)
      .slice(1)
      .filter((word, i, all) => word !== all[i - 1]),
    inDoubt: answerOf(doubtful),
    rest: others.map(answerOf),
    frames: farewells(rig, wire, row.frames.includes('closed')),
  };
  const { cause: _, frames, rest, ...columns } = row;
  expect(seen).toEqual({
    ...columns,
    event: row.handle === 'left' ? 'completes' : row.handle,
    rest: seen.rest.map(() => rest),
    frames: rig.over === 'rest' ? (framesOverRest ?? frames.filter((verb) => verb !== 'closed')) : frames,
  });
  expectSameError(life, row);
};

/** Where the table says the same error, it is the same object. */
const expectSameError = ({ lease, handle, status, rest }: Life, row: Columns): void => {
  if (!isJanusError(lease.error)) return;
  const { error } = lease;
  expect([handle.lease.error, handle.events.error]).toEqual([error, error]);
  expect(status.values.at(-1)).toEqual({ kind: 'ended', cause: error });
  if (row.rest === row.session) for (const request of rest) expect(request.error).toBe(error);
};

/** Cut, and no way back until the line heals. */
export const intoGap = async ({ rig, status }: Life): Promise<void> => {
  await rig.line.refuse();
  rig.line.cut();
  await status.find('the gap', ({ kind }) => kind === 'reclaiming');
};

/** A request made now. */
export const ask = ({ rig, handle, rest }: Life): Watched<unknown> => {
  const request = rig.watch(handle.echo.message$({ bitrate: 64_000 }, { timeoutMs: 60_000 }));
  rest.push(request);
  return request;
};

export const lost = (kind: JanusErrorKind) => ({
  session: kind,
  handle: kind,
  status: ['ended'],
  inDoubt: kind,
  rest: kind,
});
