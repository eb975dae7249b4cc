/** What is fixed about a request verb of the core. */
export interface VerbRule {
  /** Where it is sent: to the server, to a session, or to a handle. */
  readonly level: 'server' | 'session' | 'handle';
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
  info: { level: 'server', repeatable: true },
  ping: { level: 'server', repeatable: true },
  create: { level: 'server', repeatable: false },
  keepalive: { level: 'session', repeatable: true, ackIsReply: true },
  attach: { level: 'session', repeatable: true },
  destroy: { level: 'session', repeatable: true },
  claim: { level: 'session', repeatable: true },
  message: { level: 'handle', repeatable: false },
  trickle: { level: 'handle', repeatable: true, ackIsReply: true },
  hangup: { level: 'handle', repeatable: true },
  detach: { level: 'handle', repeatable: true },
} as const satisfies Readonly<Record<string, VerbRule>>;

/** A request verb of the core. */
export type RequestVerb = keyof typeof REQUEST;

/** A verb that is sent to a session. */
export type SessionVerb = {
  [V in RequestVerb]: (typeof REQUEST)[V]['level'] extends 'session' ? V : never;
}[RequestVerb];

/** What is known of a message that the server sends. */
export interface MessageRule {
  /** Whether it answers the request of its transaction. */
  readonly answers: boolean;
}

/**
 * The values of `janus` in what the server sends. Others are let through as unknown, since releases add some.
 *
 * Source: `janus.c` and the transports of the server, 1.4.1; `ice-failed` came with 1.2.0.
 */
export const MESSAGE = {
  success: { answers: true },
  error: { answers: true },
  event: { answers: true },
  server_info: { answers: true },
  pong: { answers: true },
  ack: { answers: false },
  keepalive: { answers: false },
  timeout: { answers: false },
  detached: { answers: false },
  webrtcup: { answers: false },
  media: { answers: false },
  slowlink: { answers: false },
  hangup: { answers: false },
  trickle: { answers: false },
  'ice-failed': { answers: false },
} as const satisfies Readonly<Record<string, MessageRule>>;

/** A value of `janus` that this library knows. */
export type MessageVerb = keyof typeof MESSAGE;
