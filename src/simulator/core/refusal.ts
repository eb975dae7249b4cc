import type { ServerErrorCode } from '../../errors/codes.js';
import { wireMessage, type WireMessage } from './wire.js';

/** Thrown by whatever serves a request to have the core refuse it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly code: ServerErrorCode,
    readonly reason: string,
  ) {
    super(reason);
  }
}

/** The reply that tells a refusal. */
export const errorMessage = (refusal: Refusal, sessionId?: number, transaction?: string): WireMessage => ({
  ...wireMessage('error', sessionId, transaction),
  error: { code: refusal.code, reason: refusal.reason },
});

/** The refusal of a verb that asks for other ids than it came with. */
export const wrongPath = (verb: string): Refusal =>
  new Refusal(457, `Unhandled request '${verb}' at this path`);

/** Whether something thrown is meant for the client. */
export const isRefusal = (error: unknown): error is Refusal => error instanceof Refusal;
