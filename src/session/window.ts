import type { ServerInfoMessage } from '../protocol/messages.js';
import type { Diagnostic } from '../transport/diagnostic.js';

/** A limit of the server's in seconds; 0 or unknown is none. */
export const limitOf = (seconds: number | undefined): number =>
  seconds !== undefined && seconds > 0 ? seconds : Infinity;

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
  const { 'reclaim-session-timeout': reclaimS, 'session-timeout': sessionS } = info ?? {};
  if (kind === 'stream' && reclaimS === 0)
    return tell('reclaim_session_timeout', 'set it in janus.jcfg: at 0 a session ends with its line');
  // Up to 1.4.1 the server counts the window from the last request, not from the drop.
  const limitMs = 1_000 * Math.min(kind === 'stream' ? limitOf(reclaimS) : Infinity, limitOf(sessionS));
  return periodMs < limitMs ? undefined : tell('keepAliveMs', `make it a third of ${limitMs} ms or less`);
};
