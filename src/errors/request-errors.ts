import { serverErrorName } from './codes.js';
import { JanusError } from './janus-error.js';
import type { ErrorIds } from './where.js';

/** What a refusal tells. */
export interface Refusal extends ErrorIds {
  /** The error code. */
  readonly code: number;
  /** The server's own words. */
  readonly reason: string;
  /** The verb that was refused. */
  readonly verb: string;
}

/** What the refusals of core and plugins have in common. */
export abstract class RefusedError<K extends string> extends JanusError<K> implements Refusal {
  /** The code, `458` or `426` for example; each plugin has its own. */
  declare readonly code: number;
  /** The code's name in the server's source, `'SESSION_NOT_FOUND'` for example. */
  declare readonly codeName: string;
  /** The server's own words. */
  declare readonly reason: string;
  /** The verb that was refused. */
  declare readonly verb: string;
  /** The session, where there is one. */
  declare readonly sessionId: number | undefined;
  /** The handle, where there is one. */
  declare readonly handleId: number | undefined;

  constructor(by: string, facts: Refusal & { readonly codeName: string }) {
    super(`${by}${facts.verb} refused with ${facts.code} ${facts.codeName}: ${facts.reason}`, facts);
  }
}

/** The Janus core refused a request (`janus: "error"`). */
export class ServerError extends RefusedError<'server'> {
  static readonly kind = 'server';

  constructor(facts: Refusal) {
    super('', { ...facts, codeName: serverErrorName(facts.code) });
  }
}

/** A plugin refused a request (`error_code` in its data). */
export class PluginError extends RefusedError<'plugin'> {
  static readonly kind = 'plugin';
  /** The package name, `'janus.plugin.echotest'` for example. */
  declare readonly plugin: string;

  constructor(facts: Refusal & { readonly codeName: string; readonly plugin: string }) {
    super(`${facts.plugin}: `, facts);
  }
}

/** What is known of a request that got no answer. */
export interface Unanswered extends ErrorIds {
  /** The verb of the request. */
  readonly verb: string;
  /** Whether the server acknowledged it, so that it was at least received. */
  readonly acked: boolean;
}

/** What the requests without an answer have in common. */
export abstract class UnansweredError<K extends string> extends JanusError<K> implements Unanswered {
  /** The verb of the request. */
  declare readonly verb: string;
  /** Whether an ack came: if so it was received, and may have run. */
  declare readonly acked: boolean;
  /** The session, where there is one. */
  declare readonly sessionId: number | undefined;
  /** The handle, where there is one. */
  declare readonly handleId: number | undefined;
}

/** No answer came in time; after an ack the request was received, and may have run. */
export class RequestTimeoutError extends UnansweredError<'request-timeout'> {
  static readonly kind = 'request-timeout';
  /** The deadline that passed, milliseconds. */
  declare readonly timeoutMs: number;

  constructor(facts: Unanswered & { readonly timeoutMs: number }) {
    super(
      `no answer to ${facts.verb} within ${facts.timeoutMs} ms${facts.acked ? ', though it was acknowledged' : ''}; raise timeoutMs`,
      facts,
    );
  }
}

/**
 * The line dropped under a request that must not simply be sent twice: it ran or it did not, and its answer never comes.
 *
 * The server keeps no memory of transactions, so that sending it again would run it again: ask for
 * the state, then decide.
 */
export class RequestInDoubtError extends UnansweredError<'request-in-doubt'> {
  static readonly kind = 'request-in-doubt';

  constructor(facts: Unanswered, options?: ErrorOptions) {
    super(
      `the line dropped under ${facts.verb}${facts.acked ? ' after its ack' : ''}; ask for the state before you send it again`,
      facts,
      options,
    );
  }
}

/** More requests wait for the line than `maxWaiting` allows. */
export class TooManyWaitingError extends JanusError<'too-many-waiting'> {
  static readonly kind = 'too-many-waiting';
  /** The verb of the request that found no place. */
  declare readonly verb: string;
  /** How many may wait. */
  declare readonly limit: number;

  constructor(verb: string, limit: number) {
    super(`${limit} requests wait for the line already, no place for ${verb}; raise maxWaiting`, {
      verb,
      limit,
    });
  }
}
