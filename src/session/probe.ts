import {
  EMPTY,
  type Observable,
  Subject,
  catchError,
  ignoreElements,
  merge,
  switchMap,
  take,
  throwError,
  timer,
} from 'rxjs';
import { isJanusError } from '../errors/errors.js';
import { SessionSupersededError } from '../errors/session-errors.js';
import type { Line } from '../exchange/line.js';
import type { JanusMessage, ServerInfoMessage } from '../protocol/messages.js';
import type { SessionCore } from './core.js';
import { REPLY_LIMIT_MS, forId, silent } from './entry.js';

const ECHOTEST = 'janus.plugin.echotest';

/** A plugin that may be attached to for a moment: one of a handle's is certain to be there, and allowed. */
const pluginOf = ({ handles }: SessionCore, info: ServerInfoMessage | undefined): string | undefined => {
  const [held] = handles.live.values();
  const listed = Object.keys(info?.plugins ?? {});
  return held?.plugin ?? (listed.includes(ECHOTEST) ? ECHOTEST : listed[0]);
};

/** The owner was told, and that was not us; over REST it may still be. */
const unheard$ = (core: SessionCore, { connection }: Line, told$: Observable<unknown>): Observable<never> =>
  connection.rules?.deaf$(connection, core, told$, core.exchange.scheduler) ??
  throwError(() => new SessionSupersededError(core.sessionId));

/** Detaches the throwaway handle. Whoever owns the session is told `detached`, whoever does not is only answered. */
const detached$ = (core: SessionCore, line: Line, handle_id: number): Observable<unknown> => {
  const { sessionId: session_id, exchange } = core;
  const told$ = new Subject<true>();
  core.stray = {
    receive: ({ janus, sender }: JanusMessage) => {
      if (janus === 'detached' && sender === handle_id) told$.next(true);
    },
  };
  const asked$ = line.request$({ janus: 'detach', session_id, handle_id }).pipe(ignoreElements());
  return merge(told$, asked$, timer(REPLY_LIMIT_MS, exchange.scheduler)).pipe(
    take(1),
    switchMap((told) => (told === true ? EMPTY : unheard$(core, line, told$))),
  );
};

/**
 * Finds out whether the session is still ours, as the server tells nobody that it is not: attaches a handle and
 * detaches it. Completes when it is, or when that cannot be found out; errors with {@link SessionSupersededError}
 * when another client owns it, and with {@link ConnectionLostError} when the line does not answer.
 */
export const probe$ = (core: SessionCore, line: Line): Observable<never> =>
  line.info$.pipe(
    switchMap((info) => {
      const [plugin, session_id] = [pluginOf(core, info), core.sessionId];
      if (plugin === undefined) return EMPTY;
      const end = (handle_id: number): void => line.tell({ janus: 'detach', session_id, handle_id });
      const options = { timeoutMs: REPLY_LIMIT_MS, ...forId('attach', end) };
      return line.request$({ janus: 'attach', session_id, plugin }, options);
    }),
    switchMap((id) => detached$(core, line, id)),
    ignoreElements(),
    catchError((thrown: unknown) => {
      const error = silent(line, thrown);
      return isJanusError(error, 'session-superseded', 'connection-lost') ? throwError(() => error) : EMPTY;
    }),
  );
