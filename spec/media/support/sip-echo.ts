// The other end of a call: SIPp takes it, sends back what it hears, and is hung up on.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { MEDIA_ADDRESS } from '../../support/namespace/index.js';
import { killAtExit } from '../../support/kill-at-exit.js';
import { sippPath } from '../../support/sipp.js';
import { sleep } from '../../support/until.js';
import { calling } from './sip-calling.js';

const PORT = 5_070;
/** Long enough to be listening; it says nothing of it. */
const START_MS = 500;

export interface SipEcho {
  /** Its SIP address. */
  readonly address: string;
  stop(): void;
}

/** One that takes a call. */
export const startSipEcho = (): Promise<SipEcho> => started(['-sn', 'uas']);

/** A registrar that calls who has registered, and lets itself be called again in that call. */
export async function startSipCaller(): Promise<SipEcho> {
  const folder = mkdtempSync(join(tmpdir(), 'rxjs-janus-caller-'));
  writeFileSync(join(folder, 'caller.xml'), calling);
  const echo = await started(['-sf', join(folder, 'caller.xml'), '-m', '1']);
  const stop = (): void => {
    echo.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...echo, stop };
}

async function started(scenario: readonly string[]): Promise<SipEcho> {
  const here = ['-i', MEDIA_ADDRESS, '-p', String(PORT), '-mi', MEDIA_ADDRESS, '-mp', '6000'];
  const args = [...scenario, '-rtp_echo', ...here, '-nostdin'];
  const child = spawn(sippPath ?? 'sipp', args, { stdio: 'ignore' });
  killAtExit(child);
  await sleep(START_MS);
  return {
    address: `sip:bob@${MEDIA_ADDRESS}:${String(PORT)}`,
    stop: () => void child.kill('SIGKILL'),
  };
}
