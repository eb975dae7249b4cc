import { serverErrorName } from './codes.js';
import { JanusError } from './janus-error.js';
import { type ErrorIds, where } from './where.js';

/** What a refusal tells. */
export interface Refusal extends ErrorIds {
  /** The error code. */
  readonly code: number;
  /** The server's own words. */
  readonly reason: string;
  /** The verb that was refused. */
  readonly verb: string;
}

/** The Janus core refused a request (`janus: "error"`). */
export class ServerError extends JanusError<'server'> implements Refusal {
  static readonly kind = 'server';
  /** The code, `458` for example. */
  readonly code: number;
  /** The code's name in the server's source, `'SESSION_NOT_FOUND'` for example. */
  readonly codeName: string;
  /** The server's own words. */
  readonly reason: string;
  /** The verb that was refused. */
  readonly verb: string;
  /** The session, where there is one. */
  readonly sessionId: number | undefined;
  /** The handle, where there is one. */
  readonly handleId: number | undefined;

  constructor({ code, reason, verb, sessionId, handleId }: Refusal) {
    const codeName = serverErrorName(code);
    super(`${verb} refused with ${code} ${codeName}${where({ sessionId, handleId })}: ${reason}`);
    this.code = code;
    this.codeName = codeName;
    this.reason = reason;
    this.verb = verb;
    this.sessionId = sessionId;
    this.handleId = handleId;
  }
}

/** A plugin refused a request (`error_code` in its data). */
export class PluginError extends JanusError<'plugin'> implements Refusal {
  static readonly kind = 'plugin';
  /** The code, `426` for example; each plugin has its own. */
  readonly code: number;
  /** The code's name in the plugin's source, `'UNKNOWN'` where the plugin has no table here. */
  readonly codeName: string;
  /** The plugin's own words. */
  readonly reason: string;
  /** The verb that was refused. */
  readonly verb: string;
  /** The package name, `'janus.plugin.echotest'` for example. */
  readonly plugin: string;
  /** The session. */
  readonly sessionId: number | undefined;
  /** The handle. */
  readonly handleId: number | undefined;

  constructor({
    code,
    codeName,
    reason,
    verb,
    plugin,
    sessionId,
    handleId,
  }: Refusal & { codeName: string; plugin: string }) {
    super(`${plugin} refused ${verb} with ${code} ${codeName}${where({ sessionId, handleId })}: ${reason}`);
    this.code = code;
    this.codeName = codeName;
    this.reason = reason;
    this.verb = verb;
    this.plugin = plugin;
    this.sessionId = sessionId;
    this.handleId = handleId;
  }
}

/** What is known of a request that got no answer. */
export interface Unanswered extends ErrorIds {
  /** The verb of the request. */
  readonly verb: string;
  /** Whether the server acknowledged it, so that it was at least received. */
  readonly acked: boolean;
}

/** No answer came in time; after an ack the request was received, and may have run. */
export class RequestTimeoutError extends JanusError<'request-timeout'> implements Unanswered {
  static readonly kind = 'request-timeout';
  /** The verb of the request. */
  readonly verb: string;
  /** The deadline that passed, milliseconds. */
  readonly timeoutMs: number;
  /** Whether an ack came. */
  readonly acked: boolean;
  /** The session, where there is one. */
  readonly sessionId: number | undefined;
  /** The handle, where there is one. */
  readonly handleId: number | undefined;

  constructor({ verb, acked, sessionId, handleId, timeoutMs }: Unanswered & { timeoutMs: number }) {
    super(
      `no answer to ${verb} within ${timeoutMs} ms${acked ? ', though it was acknowledged' : ''}${where({ sessionId, handleId })}; raise timeoutMs, or ask the server for its state`,
    );
    this.verb = verb;
    this.timeoutMs = timeoutMs;
    this.acked = acked;
    this.sessionId = sessionId;
    this.handleId = handleId;
  }
}

/**
 * The line dropped under a request that must not simply be sent twice: it ran or it did not, and its answer never comes.
 *
 * The server keeps no memory of transactions, so that sending it again would run it again: ask for
 * the state, then decide.
 */
export class RequestInDoubtError extends JanusError<'request-in-doubt'> implements Unanswered {
  static readonly kind = 'request-in-doubt';
  /** The verb of the request. */
  readonly verb: string;
  /** Whether an ack came: if so it was received, and its event is lost. */
  readonly acked: boolean;
  /** The session, where there is one. */
  readonly sessionId: number | undefined;
  /** The handle, where there is one. */
  readonly handleId: number | undefined;

  constructor({ verb, acked, sessionId, handleId }: Unanswered, options?: ErrorOptions) {
    super(
      `the line dropped under ${verb}${where({ sessionId, handleId })}: ${acked ? 'received, its answer is lost' : 'nobody knows whether it ran'}; ask the server for its state before sending it again`,
      options,
    );
    this.verb = verb;
    this.acked = acked;
    this.sessionId = sessionId;
    this.handleId = handleId;
  }
}

/** More requests wait for the line than `maxWaiting` allows. */
export class TooManyWaitingError extends JanusError<'too-many-waiting'> {
  static readonly kind = 'too-many-waiting';

  constructor(
    /** The verb of the request that found no place. */
    readonly verb: string,
    /** How many may wait. */
    readonly limit: number,
  ) {
    super(
      `${limit} requests wait for the line already, no place for ${verb}; raise maxWaiting or send less while status$ tells "reclaiming"`,
    );
  }
}
