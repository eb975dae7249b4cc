import type { ServerInfoMessage } from '../protocol/messages.js';
import type { Diagnostic } from '../transport/diagnostic.js';

/** The longest time in which something between client and server is likely to forget an idle connection, milliseconds. */
const IDLE_MS = 75_000;

/** What the server allows, milliseconds; Infinity for no limit, or none that is known. */
export interface Limits {
  /** How long it keeps a silent session (`session_timeout`). */
  readonly sessionMs: number;
  /** How long it keeps a silent session whose line has gone: both limits, as far as they count. */
  readonly windowMs: number;
  /** The time between two keep-alives that leaves a window to claim in. */
  readonly periodMs: number;
}

/** A limit of the server's in seconds as milliseconds; 0 or unknown is none. */
const msOf = (seconds: number | undefined): number =>
  seconds !== undefined && seconds > 0 ? seconds * 1_000 : Infinity;

/**
 * What the server allows on such a line. Over REST it sees no drop, and only `session_timeout` counts. The period is a
 * third of the shortest limit, since up to 1.4.1 `reclaim_session_timeout` runs from the last request, not from the drop.
 */
export const limitsOf = (info: ServerInfoMessage | undefined, kind: 'stream' | 'poll'): Limits => {
  const sessionMs = msOf(info?.['session-timeout']);
  const reclaimMs = kind === 'stream' ? msOf(info?.['reclaim-session-timeout']) : Infinity;
  const windowMs = Math.min(sessionMs, reclaimMs);
  return { sessionMs, windowMs, periodMs: Math.round(Math.min(windowMs, IDLE_MS) / 3) };
};

/** What is allowed as far as nothing is known. */
export const UNLIMITED: Limits = limitsOf(undefined, 'poll');

const tell = (setting: string, advice: string): Diagnostic => ({
  kind: 'no-reclaim-window',
  setting,
  advice,
});

/** The setting that leaves no time to claim a session back, if there is one. */
export const noWindow = (
  info: ServerInfoMessage | undefined,
  kind: 'stream' | 'poll',
  periodMs: number,
): Diagnostic | undefined => {
  if (kind === 'stream' && info?.['reclaim-session-timeout'] === 0)
    return tell('reclaim_session_timeout', 'set it in janus.jcfg: at 0 a session ends with its line');
  const { windowMs } = limitsOf(info, kind);
  return periodMs < windowMs ? undefined : tell('keepAliveMs', `make it a third of ${windowMs} ms or less`);
};
