// Runs jest in some folder under some Node, and counts.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exec, root } from '../lib/exec.mjs';

const LIMIT_MS = 20 * 60_000;

/** Those with a lane of their own, which jest.config.ts leaves out only while no other patterns are given. */
const LANES = ['media', 'app', 'recovery', 'chaos', 'examples/node-monitor'];
const ignored = ['node_modules', ...['bench', 'house', ...LANES].map((name) => `spec/${name}`)];

/**
 * All specs without a lane of their own, but for those in some folders.
 *
 * @param {readonly string[]} folders of `spec`
 * @returns {import('./jest.mjs').Specs}
 */
export const specsWithout = (...folders) => ({
  lane: '',
  args: [
    '--testPathIgnorePatterns',
    ...[...ignored, ...folders.map((name) => `spec/${name}`)].map((path) => `/${path}/`),
  ],
});

/** No Janus is where this points, so the specs that have a choice run on the simulator. */
const simulatorOnly = { JANUS_BIN: '/dev/null/none' };

/**
 * @param {{ node?: string, cwd?: string, specs?: import('./jest.mjs').Specs }} options
 */
export async function runSpecs({ node = process.execPath, cwd = root, specs = specsWithout() } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'rxjs-janus-verify-'));
  const report = join(folder, 'report.json');
  try {
    const args = ['--maxWorkers=2', '--json', `--outputFile=${report}`, ...specs.args];
    const jest = join(cwd, 'node_modules/jest/bin/jest.js');
    const { code, stderr } = await exec(node, [jest, ...args], {
      cwd,
      env: { ...simulatorOnly, SPEC_LANE: specs.lane },
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
