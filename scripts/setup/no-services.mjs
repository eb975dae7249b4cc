// Keeps Debian from starting, restarting or stopping services while packages are installed.
import { chmodSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** Asked by maintainer scripts before they touch a service; 101 is "not allowed". */
const POLICY = '/usr/sbin/policy-rc.d';
const ASIDE = `${POLICY}.before-rxjs-janus`;
const NONE_ALLOWED =
  '#!/bin/sh\n# Set by a setup script of rxjs-janus for the time of one installation.\nexit 101\n';

/** @template T @param {() => Promise<T>} body @returns {Promise<T>} */
export async function withoutServices(body) {
  forbid();
  process.once('exit', restore);
  try {
    return await body();
  } finally {
    restore();
    process.removeListener('exit', restore);
  }
}

function forbid() {
  // One that is still aside is from a run that was killed: it is the machine's own.
  if (existsSync(POLICY) && !existsSync(ASIDE)) renameSync(POLICY, ASIDE);
  writeFileSync(POLICY, NONE_ALLOWED);
  chmodSync(POLICY, 0o755);
}

function restore() {
  rmSync(POLICY, { force: true });
  if (existsSync(ASIDE)) renameSync(ASIDE, POLICY);
}
