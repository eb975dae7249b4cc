import { type Observable, throwError } from 'rxjs';
import { isJanusError } from '../errors/errors.js';
import { backOff } from '../transport/back-off.js';
import type { PeerOptions } from '../webrtc/peer-options.js';

/** When to begin anew: the `delay` of a `retry`, which errors where it is of no use. */
export type Again = (error: unknown, attempt: number) => Observable<unknown>;

/** A handle is lost, its PeerConnection, or the answer to a request: another handle of the same session is the way out. */
const WITH_THE_HANDLE: readonly string[] = [
  ...['handle-detached', 'request-timeout', 'request-in-doubt'],
  ...['offer-lost', 'peer-failed'],
];

/** The line or the session is lost. */
const WITH_THE_SESSION: readonly string[] = [
  ...['connection-failed', 'connection-lost', 'http-status'],
  ...['session-reclaim', 'session-lost', 'session-timeout'],
];

const after =
  (kinds: readonly string[]) =>
  (delay: Again = backOff()): Again =>
  (error, attempt) =>
    isJanusError(error) && kinds.includes(error.kind) ? delay(error, attempt) : throwError(() => error);

/** Begins anew, gently, when a handle was lost; errors with anything else. */
export const afterHandleLoss = after(WITH_THE_HANDLE);

/** Begins anew, gently, when a session was lost; errors with anything else: refusals, and what somebody ended. */
export const afterLoss = after([...WITH_THE_HANDLE, ...WITH_THE_SESSION]);

/** For handles that cannot begin anew with another PeerConnection: a broken one leads to another handle. */
export const notRebuilt = (options: PeerOptions = {}): PeerOptions => ({
  ...options,
  recovery: options.recovery !== false && { ...options.recovery, rebuilds: 0 },
});
