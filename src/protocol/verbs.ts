/** What is fixed about a request verb of the core. */
export interface VerbRule {
  /** Whether it is harmless when it runs twice, so that it may be sent again after a claim. */
  readonly repeatable: boolean;
  /** Whether the ack is the whole answer. */
  readonly ackIsReply?: boolean;
}

/**
 * The request verbs of the core, and what is fixed about each.
 *
 * Source: the request handling of the server's `janus.c` (1.1.2 and 1.4.1 agree). An `attach` that ran
 * twice leaves a second handle behind, which ends with the session; `create` would leave a session.
 */
export const REQUEST = {
  info: { repeatable: true },
  ping: { repeatable: true },
  create: { repeatable: false },
  keepalive: { repeatable: true, ackIsReply: true },
  attach: { repeatable: true },
  destroy: { repeatable: true },
  claim: { repeatable: true },
  message: { repeatable: false },
  trickle: { repeatable: true, ackIsReply: true },
  hangup: { repeatable: true },
  detach: { repeatable: true },
} as const satisfies Readonly<Record<string, VerbRule>>;

/** A request verb of the core. */
export type RequestVerb = keyof typeof REQUEST;

/** A verb that is sent to a session. */
export type SessionVerb = 'keepalive' | 'attach' | 'destroy' | 'claim';

/**
 * The values of `janus` in what the server sends, and whether such a message speaks to the request of its transaction: if
 * not it tells of a session or a handle, and an `event` does both. Others are let through as unknown, since releases
 * add some.
 *
 * Source: `janus.c` and the transports of the server, 1.4.1; `ice-failed` came with 1.2.0.
 */
export const ANSWERS = {
  success: true,
  error: true,
  event: true,
  server_info: true,
  pong: true,
  ack: true,
  keepalive: true,
  timeout: false,
  detached: false,
  webrtcup: false,
  media: false,
  slowlink: false,
  hangup: false,
  trickle: false,
  'ice-failed': false,
} as const satisfies Readonly<Record<string, boolean>>;
