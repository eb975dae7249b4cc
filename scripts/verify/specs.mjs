// Runs jest in some folder under some Node, and counts.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exec, root } from '../lib/exec.mjs';

const LIMIT_MS = 20 * 60_000;

/** No Janus is where this points, so the specs that have a choice run on the simulator. */
const simulatorOnly = { JANUS_BIN: '/dev/null/none' };

/**
 * @param {{ node?: string, cwd?: string, without?: readonly string[], skips?: boolean }} options
 *   without: patterns of spec paths to leave out
 */
export async function runSpecs({ node = process.execPath, cwd = root, without = [] } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'rxjs-janus-verify-'));
  const report = join(folder, 'report.json');
  try {
    const ignored = ['/node_modules/', '/spec/bench/', '/spec/house/', ...without];
    const args = [
      '--maxWorkers=2',
      '--json',
      `--outputFile=${report}`,
      '--testPathIgnorePatterns',
      ...ignored,
    ];
    const jest = join(cwd, 'node_modules/jest/bin/jest.js');
    const { code, stderr } = await exec(node, [jest, ...args], {
      cwd,
      env: simulatorOnly,
      timeoutMs: LIMIT_MS,
    });
    return { ok: code === 0, told: stderr, summary: await countsOf(report) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function countsOf(report) {
  const text = await readFile(report, 'utf8').catch(() => undefined);
  if (text === undefined) return 'jest told no numbers';
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(text);
  return `${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests + numTodoTests} skipped`;
}
