// The other end of a call: SIPp takes it, sends back what it hears, and is hung up on.
import { spawn } from 'node:child_process';
import { MEDIA_ADDRESS } from '../../support/namespace/index.js';
import { sippPath } from '../../support/sipp.js';
import { sleep } from '../../support/until.js';

const PORT = 5_070;
/** Long enough to be listening; it says nothing of it. */
const START_MS = 500;

export interface SipEcho {
  /** Its SIP address. */
  readonly address: string;
  stop(): void;
}

export async function startSipEcho(): Promise<SipEcho> {
  const here = ['-i', MEDIA_ADDRESS, '-p', String(PORT), '-mi', MEDIA_ADDRESS, '-mp', '6000'];
  const args = ['-sn', 'uas', '-rtp_echo', ...here, '-nostdin'];
  const child = spawn(sippPath ?? 'sipp', args, { stdio: 'ignore' });
  const killNow = (): void => void child.kill('SIGKILL');
  process.once('exit', killNow);
  await sleep(START_MS);
  return {
    address: `sip:bob@${MEDIA_ADDRESS}:${String(PORT)}`,
    stop: () => {
      killNow();
      process.removeListener('exit', killNow);
    },
  };
}
