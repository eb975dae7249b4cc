import type { Subscription } from 'rxjs';
import { wireMessage, type WireMessage } from '../core/wire.js';

/** A long poll that waits: what it takes at most, and how it is answered. */
export interface Poll {
  /** 1 gives one object, more an array. */
  readonly maxEvents: number;
  /** Answers with these messages; to a connection that the client has closed they are lost. */
  answer(messages: readonly WireMessage[]): void;
  /** Runs out when nothing was to tell for long. */
  expiry?: Subscription;
}

/** What a poll gets that has nothing to tell. */
export const nothingToTell: readonly WireMessage[] = [wireMessage('keepalive')];

/** The body of an answer to a poll. */
export const pollBody = (maxEvents: number, messages: readonly WireMessage[]): string =>
  JSON.stringify(maxEvents === 1 ? messages[0] : messages);
