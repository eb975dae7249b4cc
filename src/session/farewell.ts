import type { SessionCore } from './core.js';

/** What leaves when the last subscriber went; nothing when the session is over already. */
export const farewell = (core: SessionCore): void => {
  const { id: session_id, status, live, line, handles, lost, exchange } = core;
  if (core.ended) return;
  const handleIds = [...handles.live.keys()];
  const abandoned = status !== undefined && core.abandoned;
  const said = session_id !== undefined && status !== undefined && !abandoned;
  if (said && !live) {
    // Every line that is open may carry it: one that is being claimed on, and those that were lost.
    lost.keep(line);
    if (!lost.destroy(session_id))
      exchange.janus$.diagnose({ kind: 'farewell-unsent', sessionId: session_id });
  }
  // Before it is told: an answer must find nobody who still uses what it ends.
  core.end(undefined, abandoned);
  if (!said || !live) return;
  for (const handle_id of handleIds) line?.tell({ janus: 'detach', session_id, handle_id });
  line?.tell({ janus: 'destroy', session_id });
};
