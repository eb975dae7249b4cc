// Structured lines. Nothing of a token, secret or pin gets there, and no id by which a session could be claimed.
import { pino } from 'pino';
import { bufferTime, filter, tap } from 'rxjs';
import { isJanusError, redact } from 'rxjs-janus';

/** Ids of sessions and handles have more digits than anything else here. @type {(text: string) => string} */
const short = (text) => text.replace(/\d{9,}/g, (digits) => `…${digits.slice(-4)}`);

/** @type {(error: unknown) => object} */
const wordsOf = (error) =>
  isJanusError(error)
    ? { kind: error.kind, message: short(error.message) }
    : { message: short(error instanceof Error ? error.message : String(error)) };

/** @type {(level: string) => import('pino').Logger} */
export const logOf = (level) =>
  pino({
    level,
    base: { service: 'node-monitor' },
    redact: ['token', 'apiSecret', 'pin', 'secret', '*.pin', '*.secret'],
    formatters: { log: (fields) => /** @type {Record<string, unknown>} */ (redact(fields)) },
    serializers: { err: wordsOf, error: wordsOf, cause: wordsOf },
  });

/** What of a fact is logged: not the handle. @type {(told: import('./monitor.mjs').Told) => Record<string, unknown>} */
const fieldsOf = (told) => {
  if (told.kind === 'session') {
    const { kind, room, status } = told;
    return { kind, room, status: status.kind, ...('cause' in status && { cause: wordsOf(status.cause) }) };
  }
  if ('handle' in told) return { kind: told.kind, room: told.room, count: told.count };
  if ('error' in told) return { ...told, error: wordsOf(told.error) };
  if ('detail' in told) return { kind: told.kind, room: told.room };
  return { ...told };
};

const ALERTS = ['crowded', 'long-gap', 'session-lost', 'recording-failed'];

/**
 * Back-pressure for a log: so many lines in a second, then how many there were more; alerts always. Facts come in bursts: 200
 * rooms each tell of a drop, a claim and a gap within a few milliseconds.
 *
 * @type {(log: import('pino').Logger, metrics: { unlogged(facts: number): void }, most: number) => import('rxjs').OperatorFunction<import('./monitor.mjs').Told, unknown>}
 */
export const logged = (log, metrics, most) => (told$) =>
  told$.pipe(
    filter(({ kind }) => kind !== 'members'),
    tap((told) => {
      if (ALERTS.includes(told.kind)) log.warn(fieldsOf(told), 'alert');
    }),
    filter(({ kind }) => !ALERTS.includes(kind)),
    bufferTime(1_000),
    tap((facts) => {
      for (const told of facts.slice(0, most)) log.info(fieldsOf(told), 'fact');
      const more = facts.length - most;
      if (more <= 0) return;
      metrics.unlogged(more);
      log.info({ more }, 'and more facts, counted only');
    }),
  );

/** What went wrong without ending anything; an id in it is left out. @type {(log: import('pino').Logger) => import('rxjs').MonoTypeOperatorFunction<import('rxjs-janus').Diagnostic>} */
export const diagnosed = (log) =>
  tap(({ kind, ...rest }) => {
    const { setting, advice } = /** @type {Record<string, unknown>} */ (rest);
    log.warn({ kind, setting, advice, ...('error' in rest && { error: wordsOf(rest.error) }) }, 'diagnostic');
  });
