import type { WireMessage } from './wire.js';

/** Over what a client speaks. */
export type Over = 'websocket' | 'rest';

/**
 * Where the events of a session go. A WebSocket owns any number of sessions; over REST each `create` and each
 * `claim` makes a new owner with an empty queue, so that two requests of one client never are the same owner.
 */
export interface Owner {
  /** The kind of line, `'elsewhere'` for a client that only a fault made up. */
  readonly over: Over | 'elsewhere';
  /** Delivers an event, or loses it when the line is gone. */
  push(event: WireMessage): void;
  /** Told when the session ended or has been claimed by another owner. */
  release(): void;
}

/** Whoever sent a request: replies go back here, whoever owns the session. */
export interface Requester {
  readonly over: Over;
  reply(message: WireMessage): void;
  /** The owner to be when this requester creates or claims a session. */
  own(sessionId: number): Owner;
  /** Whether it owns the session already, which makes a claim do nothing. */
  isOwner(owner: Owner): boolean;
}
