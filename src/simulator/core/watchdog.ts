import type { SchedulerLike, Subscription } from 'rxjs';
import { interval } from 'rxjs';
import type { SessionTable } from './session-table.js';
import type { Session } from './session.js';

/** The limits that the watchdog enforces, in milliseconds; 0 is no limit. */
export interface Limits {
  sessionTimeoutMs: number;
  readonly reclaimSessionTimeoutMs: number;
}

/** Looks at all sessions every `periodMs`. */
export const watch = (
  sessions: SessionTable,
  limits: Limits,
  periodMs: number,
  scheduler: SchedulerLike,
): Subscription =>
  interval(periodMs, scheduler).subscribe(() => {
    sessions.all().forEach((session) => {
      if (isOver(session, limits, scheduler.now())) sessions.expire(session);
    });
  });

/**
 * Servers up to 1.1.2 act one round late: the first look past a limit only flags the session, unless both limits
 * are past at that look. Both count from the last request, the window for a claim too.
 */
function isOver(session: Session, limits: Limits, now: number): boolean {
  const silenceMs = now - session.lastActivityAt;
  const timeoutMs = session.timeoutMs ?? limits.sessionTimeoutMs;
  const timedOut = timeoutMs > 0 && silenceMs >= timeoutMs;
  const unclaimed = session.ownerGone && silenceMs >= limits.reclaimSessionTimeoutMs;
  return (timedOut && wasFlagged(session)) || (unclaimed && wasFlagged(session));
}

function wasFlagged(session: Session): boolean {
  const was = session.flagged;
  session.flagged = true;
  return was;
}
