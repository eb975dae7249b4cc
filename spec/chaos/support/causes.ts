// What the server, or a network that was away for too long, does to a session for good, and how we may hear of it.
import { type JanusErrorKind } from 'rxjs-janus';

export type Cause = 'destroyed' | 'expired' | 'restarted' | 'away too long';

const HEARD_BY: Readonly<Record<Cause, readonly JanusErrorKind[]>> = {
  destroyed: ['session-lost', 'session-reclaim'],
  // Over REST the last words of the server are lost when no poll is open.
  expired: ['session-timeout', 'session-lost', 'session-reclaim'],
  restarted: ['session-lost', 'session-reclaim'],
  'away too long': ['session-reclaim', 'session-lost', 'session-timeout'],
};

export const mayEndBy = (causes: ReadonlySet<Cause>, kind: JanusErrorKind): boolean =>
  [...causes].some((cause) => HEARD_BY[cause].includes(kind));
