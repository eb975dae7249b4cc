import {
  EMPTY,
  type Observable,
  type SchedulerLike,
  asyncScheduler,
  defer,
  ignoreElements,
  map,
  repeat,
  switchMap,
  throwError,
  timeout,
  timer,
} from 'rxjs';
import { ConnectionLostError, HttpStatusError } from '../errors/connection-errors.js';
import { SessionSupersededError } from '../errors/session-errors.js';
import { decode, parseFrame } from '../protocol/decode.js';
import { EmptyPolls } from './empty-polls.js';
import type { HttpReply } from './http.js';
import { tolerating } from './receive.js';
import type { WireSink } from './wire.js';

/** How long the server holds a poll that has nothing to tell, milliseconds (seen on Janus 1.1.2: 30.0 s). */
export const LONG_POLL_MS = 30_000;

/** How much later than the server gives up, as a part of that time, an answer may come: what a dead line was told is lost. */
const LATE = 1 / 6;

/** What the long poll of one session needs. */
export interface LongPoll {
  /** The session. */
  readonly sessionId: number;
  /** One GET. */
  readonly get$: Observable<HttpReply>;
  /** Where messages go. */
  readonly sink: WireSink;
  /** How long the server holds a poll, milliseconds. */
  readonly longPollMs: number;
  /** The longest body read, characters. */
  readonly maxFrameLength: number;
  /** Where time is told. */
  readonly scheduler: SchedulerLike | undefined;
}

const isEmptyPoll = (item: unknown): boolean =>
  (item as { readonly janus?: unknown } | null)?.janus === 'keepalive';

const itemsOf = (text: string, maxFrameLength: number): readonly unknown[] => {
  const parsed = parseFrame(text, maxFrameLength);
  return Array.isArray(parsed) ? parsed : [parsed];
};

/** How long a poller rests after something that no Janus says (a proxy, a captive portal), milliseconds. */
const REST_MS = 1_000;

/** Reads one poll, and tells whether it was one of Janus's; throws what ends the polling. */
const readPoll = (
  { sessionId, sink, maxFrameLength }: LongPoll,
  { status, text }: HttpReply,
  empty: EmptyPolls,
  opened: number,
  now: number,
): boolean => {
  if (status !== 200) throw new HttpStatusError(status, 'poll', sessionId);
  return tolerating(sink, () => {
    for (const item of itemsOf(text, maxFrameLength)) {
      if (!isEmptyPoll(item)) {
        empty.told(now);
        tolerating(sink, () => sink.receive(decode(item)));
      } else if (empty.giveAway(opened, now)) throw new SessionSupersededError(sessionId);
    }
  });
};

/**
 * The one long poll of a session, again and again, into the sink.
 *
 * Never emits; errors when a poll breaks, is answered by another status than 200, or answers emptily long
 * before its time. Unsubscribing aborts the poll.
 */
export const longPoll$ = (poll: LongPoll): Observable<never> => {
  const { longPollMs, get$, scheduler = asyncScheduler } = poll;
  const limitMs = longPollMs * (1 + LATE);
  const silent$ = (): Observable<never> =>
    throwError(
      () => new ConnectionLostError({ reason: `no answer to a poll within ${Math.round(limitMs)} ms` }),
    );
  return defer(() => {
    const empty = new EmptyPolls(longPollMs);
    return defer(() => {
      const opened = scheduler.now();
      return get$.pipe(
        timeout({ each: limitMs, with: silent$, scheduler }),
        map((reply) => readPoll(poll, reply, empty, opened, scheduler.now())),
        switchMap((readable) => (readable ? EMPTY : timer(REST_MS, scheduler))),
      );
    }).pipe(repeat());
  }).pipe(ignoreElements());
};
