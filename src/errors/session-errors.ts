import { JanusError } from './janus-error.js';

/** Why a claim was refused: `not-found` (458), `unauthorized` (403), `refused` (any other code). */
export type ReclaimRefusal = 'not-found' | 'unauthorized' | 'refused';

const ADVICE: Readonly<Record<ReclaimRefusal, string>> = {
  'not-found': 'set reclaim_session_timeout in janus.jcfg, or create a new session',
  unauthorized: 'renew token or apiSecret',
  refused: 'create a new session',
};

/** The server refused to hand a session back. Never wraps a network error. */
export class SessionReclaimError extends JanusError<'session-reclaim'> {
  static readonly kind = 'session-reclaim';
  /** The session that was claimed. */
  declare readonly sessionId: number;
  /** The server's error code: 458, 403, ... */
  declare readonly code: number;
  /** The server's own words. */
  declare readonly reason: string;
  /** The code as a word to `switch` on. */
  declare readonly why: ReclaimRefusal;

  constructor(sessionId: number, code: number, reason: string, why: ReclaimRefusal) {
    super(`claim refused with ${code} (${reason}); ${ADVICE[why]}`, { sessionId, code, reason, why });
  }
}

/** A session that nothing had dropped is gone: destroyed by somebody else (`not-found`), or our token was withdrawn (`unauthorized`). */
export class SessionLostError extends JanusError<'session-lost'> {
  static readonly kind = 'session-lost';
  /** The session. */
  declare readonly sessionId: number;
  /** Why it is lost. */
  declare readonly why: 'not-found' | 'unauthorized';

  constructor(sessionId: number, why: 'not-found' | 'unauthorized', options?: ErrorOptions) {
    super(
      `session lost, ${why === 'not-found' ? 'unknown to the server (458); create a new session' : `unauthorized (403); ${ADVICE[why]}`}`,
      { sessionId, why },
      options,
    );
  }
}

/** The server ended the session by its `session_timeout`. */
export class SessionTimeoutError extends JanusError<'session-timeout'> {
  static readonly kind = 'session-timeout';
  /** The session. */
  declare readonly sessionId: number;

  constructor(sessionId: number) {
    super('session timed out; set keepAliveMs well below session_timeout in janus.jcfg', { sessionId });
  }
}

/** Another client claimed the session: its events go there now. */
export class SessionSupersededError extends JanusError<'session-superseded'> {
  static readonly kind = 'session-superseded';
  /** The session. */
  declare readonly sessionId: number;

  constructor(sessionId: number) {
    super('session claimed by another client; claim$ takes it back', { sessionId });
  }
}

/** The session was used after its end. */
export class SessionEndedError extends JanusError<'session-ended'> {
  static readonly kind = 'session-ended';
  /** The session; undefined when it never came to be. */
  declare readonly sessionId: number | undefined;

  constructor(sessionId?: number) {
    super('session ended, as nobody is subscribed to it; hold a lease with session$.subscribe()', {
      sessionId,
    });
  }
}

/** The server detached the handle without being asked by us, or no longer knows it (459). */
export class HandleDetachedError extends JanusError<'handle-detached'> {
  static readonly kind = 'handle-detached';
  /** The session. */
  declare readonly sessionId: number;
  /** The handle. */
  declare readonly handleId: number;
  /** The plugin's package name. */
  declare readonly plugin: string;

  constructor(sessionId: number, handleId: number, plugin: string) {
    super(`${plugin} detached by the server; attach again`, { sessionId, handleId, plugin });
  }
}

/** The handle was used after it was detached or its subscription ended. */
export class HandleEndedError extends JanusError<'handle-ended'> {
  static readonly kind = 'handle-ended';
  /** The session. */
  declare readonly sessionId: number;
  /** The handle. */
  declare readonly handleId: number;

  constructor(sessionId: number, handleId: number) {
    super('handle ended; hold a subscription to attach$ while you use it', { sessionId, handleId });
  }
}
