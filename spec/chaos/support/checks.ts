// What one session went through in a round, held against the rules.
import { isJanusError } from 'rxjs-janus';
import { type Actor, type Told } from './actor.js';
import { type Asked, outcomeOf } from './asked.js';
import { mayEndBy } from './causes.js';
import { CHORES } from './chores.js';
import { printStatus } from './journal.js';
import { type Rule } from './rules.js';

/** How late a busy process may be, milliseconds. */
const SLACK_MS = 1_000;

export type Broken = readonly [rule: Rule, told: string];

/** All that can be judged by what our side was told. */
export function checkActor(actor: Actor): Broken[] {
  return [
    ...checkStatus(actor),
    ...checkEnd(actor),
    ...actor.asked.flatMap((asked) => checkAsked(actor, asked)),
  ];
}

function checkAsked(actor: Actor, asked: Asked): Broken[] {
  const outcome = outcomeOf(asked);
  const told = `${asked.name} (${asked.tag}): ${outcome} after ${String((asked.endedAt ?? Date.now()) - asked.at)} ms, ${String(asked.values)} values`;
  const broken: Broken[] = [];
  if (!endedOnce(asked) || !isExpected(actor, asked))
    broken.push([
      'every request ends once, by its answer or a typed error, before its deadline',
      `${told} ${String(asked.failed ? asked.error : '')}`,
    ]);
  if (outcome === 'plugin')
    broken.push(['what must not run twice runs once at most', `${told} ${String(asked.error)}`]);
  if (outcome === 'request-in-doubt' && !mayBeInDoubt(actor, asked))
    broken.push(['only what was in flight at a drop is in doubt', told]);
  return broken;
}

function endedOnce({ values, completed, failed, endedAt, dueAt }: Asked): boolean {
  const inTime = endedAt !== undefined && endedAt <= dueAt + SLACK_MS;
  return inTime && completed !== failed && values === (completed ? 1 : 0);
}

/** An answer, a doubt, a deadline, or the end of the session: nothing else is to come. */
function isExpected({ status, left }: Actor, { name, failed, error }: Asked): boolean {
  if (!failed || isJanusError(error, 'request-in-doubt', 'request-timeout', 'plugin')) return true;
  if (!isJanusError(error)) return false;
  const { errors, refusals } = CHORES[name];
  if (errors?.includes(error.kind)) return true;
  if (error.kind === 'server') return refusals?.includes(error.code) ?? false;
  if (status.kind !== 'ended') return false;
  return error.kind === (status.cause?.kind ?? 'session-ended') || (left && error.kind === 'handle-ended');
}

/**
 * It must not be repeatable, it must have been sent, and a line must have dropped while it was on its way. What was
 * written to a line that was then lost has been sent, though the proxy may never have seen it.
 */
function mayBeInDoubt({ told }: Actor, asked: Asked): boolean {
  const { name, at, endedAt = 0, error, stood, carried } = asked;
  if (CHORES[name].repeatable || !isJanusError(error, 'request-in-doubt')) return false;
  const opened = carried.before !== carried.after || isJanusError(error.cause, 'connection-lost');
  if (!stood && !opened) return false;
  const dropped = told.some(
    (one) => one.status.kind !== 'live' && one.at >= at && one.at <= endedAt + SLACK_MS,
  );
  return dropped || isJanusError(error.cause, 'connection-lost', 'connection-failed');
}

function checkStatus(actor: Actor): Broken[] {
  const wrong = actor.told.slice(1).filter((next, i) => !mayFollow(actor.told[i] as Told, next));
  const returns = actor.told.slice(1).filter(({ status }) => status.kind === 'live').length;
  const broken: Broken[] = wrong.map(({ status }) => ['the status is told in order', printStatus(status)]);
  if (returns !== actor.gaps)
    broken.push([
      'a gap is told for each claim after a drop, and at no other time',
      `${String(actor.gaps)} gaps for ${String(returns)} claims`,
    ]);
  return broken;
}

function mayFollow({ status: before }: Told, { status: next }: Told): boolean {
  if (before.kind === 'ended') return false;
  if (next.kind === 'ended') return true;
  if (next.kind === 'live') return before.kind === 'reclaiming' && next.by === 'claim';
  return before.kind === 'live' || (next.attempt > before.attempt && next.since === before.since);
}

function checkEnd({ status, causes, lease, id, left }: Actor): Broken[] {
  if (status.kind !== 'ended' || (left && status.cause === undefined)) return [];
  const kind = status.cause?.kind;
  const heard = kind !== undefined && mayEndBy(causes, kind) && lease.error === status.cause;
  if (heard) return [];
  const told = `session ${String(id)} ended by ${String(status.cause)}, session$ by ${String(lease.error)}; brought about: ${[...causes].join(', ') || 'nothing'}`;
  return [['a session ends with the error of what ended it, and by nothing else', told]];
}
