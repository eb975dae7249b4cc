import { JanusError } from './janus-error.js';
import { where } from './where.js';

/** Why a claim was refused: `not-found` (458), `unauthorized` (403), `refused` (any other code). */
export type ReclaimRefusal = 'not-found' | 'unauthorized' | 'refused';

const RECLAIM_ADVICE: Readonly<Record<ReclaimRefusal, string>> = {
  'not-found':
    'it has ended, or reclaim_session_timeout in janus.jcfg is 0 or shorter than the gap: set reclaim_session_timeout in janus.jcfg, or create a new session',
  unauthorized: 'check token and apiSecret',
  refused: 'create a new session',
};

/** The server refused to hand a session back. Never wraps a network error. */
export class SessionReclaimError extends JanusError<'session-reclaim'> {
  static readonly kind = 'session-reclaim';

  constructor(
    /** The session that was claimed. */
    readonly sessionId: number,
    /** The server's error code: 458, 403, ... */
    readonly code: number,
    /** The server's own words. */
    readonly reason: string,
    /** The code as a word to `switch` on. */
    readonly why: ReclaimRefusal,
  ) {
    super(`claim of session ${sessionId} refused with ${code} (${reason}): ${RECLAIM_ADVICE[why]}`);
  }
}

/** A session that nothing had dropped is gone: destroyed by somebody else (`not-found`), or our token was withdrawn (`unauthorized`). */
export class SessionLostError extends JanusError<'session-lost'> {
  static readonly kind = 'session-lost';

  constructor(
    /** The session. */
    readonly sessionId: number,
    /** Why it is lost. */
    readonly why: 'not-found' | 'unauthorized',
    options?: ErrorOptions,
  ) {
    super(
      `session ${sessionId} is lost: ${why === 'not-found' ? 'the server no longer knows it (458); create a new one' : 'the server no longer accepts our token or secret (403); renew it'}`,
      options,
    );
  }
}

/** The server ended the session by its `session_timeout`. */
export class SessionTimeoutError extends JanusError<'session-timeout'> {
  static readonly kind = 'session-timeout';

  constructor(
    /** The session. */
    readonly sessionId: number,
  ) {
    super(
      `session ${sessionId} timed out on the server; keepAliveMs must be well below session_timeout in janus.jcfg`,
    );
  }
}

/** Another client claimed the session: its events go there now. */
export class SessionSupersededError extends JanusError<'session-superseded'> {
  static readonly kind = 'session-superseded';

  constructor(
    /** The session. */
    readonly sessionId: number,
  ) {
    super(
      `session ${sessionId} was claimed by another client; let one client own it, or claim$ it to take it back`,
    );
  }
}

/** The session was used after its end. */
export class SessionEndedError extends JanusError<'session-ended'> {
  static readonly kind = 'session-ended';

  constructor(
    /** The session; undefined when it never came to be. */
    readonly sessionId?: number,
  ) {
    super(
      `session${sessionId === undefined ? '' : ` ${sessionId}`} has ended, as nobody is subscribed to it; a subscription is the lease: hold one with session$.subscribe() for as long as you use it`,
    );
  }
}

/** The server detached the handle without being asked by us, or no longer knows it (459). */
export class HandleDetachedError extends JanusError<'handle-detached'> {
  static readonly kind = 'handle-detached';

  constructor(
    /** The session. */
    readonly sessionId: number,
    /** The handle. */
    readonly handleId: number,
    /** The plugin's package name. */
    readonly plugin: string,
  ) {
    super(`${plugin} detached${where({ sessionId, handleId })}; attach again`);
  }
}

/** The handle was used after it was detached or its subscription ended. */
export class HandleEndedError extends JanusError<'handle-ended'> {
  static readonly kind = 'handle-ended';

  constructor(
    /** The session. */
    readonly sessionId: number,
    /** The handle. */
    readonly handleId: number,
  ) {
    super(
      `handle has ended${where({ sessionId, handleId })}: a subscription to attach$ is the lease; hold one for as long as you use the handle`,
    );
  }
}
