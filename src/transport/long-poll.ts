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

/**
 * Tells whether an empty answer before its time gives another client's poll away: the server ends all polls of a session
 * at once, and the first takes what there is. Polling again at once would have both spin.
 *
 * A poll that is alone gets one as well, though seldom: every message wakes a poll, and one that came in the same moment
 * as another was taken together with it, and then wakes the next poll for nothing.
 */
const givesAway = ({ longPollMs }: LongPoll): ((empty: boolean, opened: number, now: number) => boolean) => {
  let [told, woken] = [-Infinity, -Infinity];
  return (empty, opened, now) => {
    if (!empty) told = now;
    if (!empty || now - opened >= longPollMs / 2) return false;
    const alone = told <= opened && now - told < longPollMs / 30 && now - woken > longPollMs / 3;
    if (alone) woken = now;
    return !alone;
  };
};

/** Reads one poll, and tells whether it was one of Janus's; throws what ends the polling. */
const readPoll = (
  { sessionId, sink, maxFrameLength }: LongPoll,
  { status, text }: HttpReply,
  another: (empty: boolean) => boolean,
): boolean => {
  if (status !== 200) throw new HttpStatusError(status, 'poll', sessionId);
  return tolerating(sink, () => {
    for (const item of itemsOf(text, maxFrameLength)) {
      const empty = isEmptyPoll(item);
      if (!empty) tolerating(sink, () => sink.receive(decode(item)));
      if (another(empty)) throw new SessionSupersededError(sessionId);
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
    const another = givesAway(poll);
    return defer(() => {
      const opened = scheduler.now();
      return get$.pipe(
        timeout({ each: limitMs, with: silent$, scheduler }),
        map((reply) => readPoll(poll, reply, (empty) => another(empty, opened, scheduler.now()))),
        switchMap((readable) => (readable ? EMPTY : timer(REST_MS, scheduler))),
      );
    }).pipe(repeat());
  }).pipe(ignoreElements());
};
