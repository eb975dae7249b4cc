import { checkChoice, checkDuration } from '../errors/checks.js';
import type { PeerOptions } from './peer-options.js';

/** @throws {@link InvalidArgumentError} when an option cannot be right. */
export const checkOptions = (options: PeerOptions): void => {
  const { trickle = 'full', trickleBatchMs, gatheringTimeoutMs, configurationTimeoutMs } = options;
  const { disconnectedMs, restartMs, backOff } = options.recovery === false ? {} : (options.recovery ?? {});
  checkChoice('trickle', trickle, 'full', 'half', 'none');
  const durations = {
    ...{ trickleBatchMs, gatheringTimeoutMs, configurationTimeoutMs },
    ...{ 'recovery.disconnectedMs': disconnectedMs, 'recovery.restartMs': restartMs },
    ...{ 'recovery.backOff.firstMs': backOff?.firstMs, 'recovery.backOff.maxMs': backOff?.maxMs },
  };
  for (const [name, value] of Object.entries(durations)) checkDuration(name, value);
};
