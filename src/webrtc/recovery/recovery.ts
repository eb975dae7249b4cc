import type { SchedulerLike } from 'rxjs';

/** All is well, as far as ICE tells, or nothing has begun yet. */
export interface RecoverySteady {
  readonly kind: 'steady';
}

/** ICE lost its way, and may find it again by itself. */
export interface RecoveryWaiting {
  readonly kind: 'waiting';
  /** Since when, epoch milliseconds. */
  readonly since: number;
}

/** ICE is being restarted, through the same PeerConnection. */
export interface RecoveryRestarting {
  readonly kind: 'restarting';
  /** Since when, epoch milliseconds. */
  readonly since: number;
  /** Which restart in a row, from 1. */
  readonly attempt: number;
}

/** The PeerConnection is given up; another comes in its place. */
export interface RecoveryRebuilding {
  readonly kind: 'rebuilding';
  /** Since when, epoch milliseconds. */
  readonly since: number;
  /** Which PeerConnection in a row that did not come up again, from 1. */
  readonly attempt: number;
  /** Why. */
  readonly cause: unknown;
}

/** What is being done about the media path; `switch` on `kind`. */
export type Recovery = RecoverySteady | RecoveryWaiting | RecoveryRestarting | RecoveryRebuilding;

/** What is done when the media path breaks. */
export interface RecoveryOptions {
  /**
   * Milliseconds that a disconnected ICE is left to itself; 3,000 by default. Right behind a gap of the session it is not:
   * the network has changed.
   */
  readonly disconnectedMs?: number;
  /** Milliseconds that a restart has to bring ICE up, from when both sides agree on it; 10,000 by default. */
  readonly restartMs?: number;
  /** How many restarts in a row; 3 by default. */
  readonly restarts?: number;
  /**
   * How many PeerConnections in a row may come in the place of one that failed; 2 by default. 0 where a handle cannot begin
   * anew, as that of a VideoRoom subscriber: the error then leads to another handle.
   */
  readonly rebuilds?: number;
  /**
   * The waits between attempts: up to `firstMs` (500 by default), twice that for each further one, `maxMs` (8,000 by
   * default) at most; how much of it, chance says (`random`).
   */
  readonly backOff?: { readonly firstMs?: number; readonly maxMs?: number; readonly random?: () => number };
}

/** The options with their defaults. */
export interface RecoverySettings extends Required<Omit<RecoveryOptions, 'backOff'>> {
  /** The wait before an attempt, milliseconds, by how many came before it. */
  readonly waitMs: (before: number) => number;
  readonly scheduler: SchedulerLike;
}

/** The options with their defaults. */
export const recoverySettings = (
  { disconnectedMs = 3_000, restartMs = 10_000, restarts = 3, rebuilds = 2, backOff = {} }: RecoveryOptions,
  scheduler: SchedulerLike,
): RecoverySettings => {
  const { firstMs = 500, maxMs = 8_000, random = Math.random } = backOff;
  const waitMs = (before: number): number => random() * Math.min(maxMs, firstMs * 2 ** before);
  return { disconnectedMs, restartMs, restarts, rebuilds, waitMs, scheduler };
};

/** Nothing is wrong. */
export const STEADY: Recovery = { kind: 'steady' };
