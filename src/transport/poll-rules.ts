import {
  type Observable,
  type SchedulerLike,
  catchError,
  concat,
  map,
  merge,
  of,
  switchMap,
  take,
  throwError,
  timer,
} from 'rxjs';
import { ConnectionLostError } from '../errors/connection-errors.js';
import { isJanusError } from '../errors/errors.js';
import { SessionLostError, SessionSupersededError } from '../errors/session-errors.js';
import type { Connection } from './transport.js';

/** A session that is held by a long poll. */
export interface PolledSession {
  /** Its id. */
  readonly sessionId: number;
  /** When it was claimed, epoch milliseconds; claims against another poll of the same session do not count. */
  readonly claimedAt: number;
  /** Set where another poll of the same session is to be ended by one more claim. */
  contested: boolean;
}

/** What the ends of long polls mean. */
export interface PollRules {
  /**
   * The long poll of a session. Never emits; errors with what its end means for the session.
   *
   * @param beat$ - A keep-alive; errors with what it found out when it was not answered as it should be.
   */
  hold$(
    line: Connection,
    session: PolledSession,
    beat$: Observable<never>,
    scheduler: SchedulerLike,
  ): Observable<never>;
  /**
   * The session's owner was told something, and it was not heard: errors with what that means for the session.
   *
   * @param told$ - Emits when it is heard after all.
   */
  deaf$(
    line: Connection,
    session: PolledSession,
    told$: Observable<unknown>,
    scheduler: SchedulerLike,
  ): Observable<never>;
}

/** How long after a claim a poll of the earlier owner's may still be open, milliseconds: two polls of 30 s. */
const CONTEST_MS = 60_000;

/** How long a second poll is given to be refused, milliseconds. */
const SECOND_POLL_MS = 1_000;

const statusOf = (error: unknown): number | undefined =>
  isJanusError(error, 'http-status') ? error.status : undefined;

/**
 * Another poll of this session was open. Soon after a claim that is what the earlier owner left: it is claimed once
 * more, which takes the events from that poll. Later it is another client's claim.
 */
const contest = (session: PolledSession, cause: SessionSupersededError, now: number): unknown => {
  session.contested = now - session.claimedAt <= CONTEST_MS;
  if (!session.contested) return cause;
  return new ConnectionLostError({ reason: 'another poll of the session took its events', cause });
};

/**
 * The rules of Janus over REST, for wires of the kind `'poll'`: {@link restTransport} brings them.
 *
 * A poll answered by 404 means that the session is gone, or that another transport owns it: a beat tells, as it is
 * answered in the second case. 403 means that our token or secret no longer counts.
 *
 * An owner may be deaf, as its poll hangs on a socket that is dead, so that what was told is lost. Another poll is
 * answered with 404 where the session is a WebSocket's, and with what was told where another REST client has claimed it,
 * since a claim takes the events from the polls before it.
 */
export const pollRules: PollRules = {
  hold$: (line, session, beat$, scheduler) =>
    line.hold$(session.sessionId).pipe(
      catchError((error: unknown) => {
        const { sessionId } = session;
        const superseded$ = throwError(() => new SessionSupersededError(sessionId));
        if (statusOf(error) === 404) return concat(beat$, superseded$);
        if (statusOf(error) === 403) throw new SessionLostError(sessionId, 'unauthorized', { cause: error });
        throw isJanusError(error, 'session-superseded') ? contest(session, error, scheduler.now()) : error;
      }),
    ),

  deaf$(line, { sessionId }, told$, scheduler) {
    const superseded = new SessionSupersededError(sessionId);
    const lost = new ConnectionLostError({ reason: 'events do not arrive' });
    const late$ = timer(SECOND_POLL_MS, scheduler).pipe(map(() => lost));
    return merge(told$.pipe(map(() => superseded)), line.hold$(sessionId), late$).pipe(
      take(1),
      catchError((error: unknown) => of(statusOf(error) === 404 ? superseded : lost)),
      switchMap((outcome) => {
        if (outcome === lost) line.suspect(lost);
        return throwError(() => outcome);
      }),
    );
  },
};
