import { type SchedulerLike, asyncScheduler } from 'rxjs';
import { type RecoverySettings, recoverySettings } from './recovery/recovery.js';
import type { PeerOptions, PeerTeardown, ReceiveOptions, TrickleMode } from './peer-options.js';

/** The options with their defaults. */
export interface PeerSettings {
  readonly trickle: TrickleMode;
  readonly trickleBatchMs: number;
  readonly gatheringTimeoutMs: number;
  readonly configurationTimeoutMs: number;
  readonly teardown: PeerTeardown | (() => PeerTeardown);
  readonly recovery: RecoverySettings | undefined;
  readonly receive: ReceiveOptions;
  readonly scheduler: SchedulerLike;
}

/** The options with their defaults. */
export const settingsOf = ({
  trickle = 'full',
  trickleBatchMs = 20,
  gatheringTimeoutMs = 5_000,
  configurationTimeoutMs = 10_000,
  receive = {},
  recovery = {},
  teardown = 'hangup',
  scheduler = asyncScheduler,
}: PeerOptions): PeerSettings => ({
  trickle,
  trickleBatchMs,
  gatheringTimeoutMs,
  configurationTimeoutMs,
  teardown,
  receive,
  recovery: recovery ? recoverySettings(recovery, scheduler) : undefined,
  scheduler,
});
