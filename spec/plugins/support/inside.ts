// Runs a file of tests in a network namespace, where media flow: a Janus of its own, its clients and their PeerConnections.
import { execFile } from 'node:child_process';
import { hasRealJanus } from '../../support/janus/index.js';
import { hasNamespaces, inNamespace } from '../../support/namespace/index.js';

const LIMIT_MS = 60_000;
const JEST = require.resolve('jest/bin/jest');

/** `it` where media can flow, else `it.skip`. */
export const itInside = hasRealJanus && hasNamespaces ? it : it.skip;

/** Rejects with what was printed unless all tests of the file pass, one at least. */
export function passesInside(file: string): Promise<void> {
  const args = [JEST, '--testMatch', '**/*.inside.ts', '--runTestsByPath', file, '--coverage=false'];
  return new Promise((resolve, reject) => {
    execFile(...inNamespace(process.execPath, args), { timeout: LIMIT_MS }, (error, _, printed) => {
      if (error) reject(new Error(`in the namespace:\n${printed}`));
      else resolve();
    });
  });
}
