// Runs jest on the specs of a step, in the lane that is theirs, and counts.
import { join, relative } from 'node:path';
import { exec, root } from '../lib/exec.mjs';

/**
 * Which specs a step runs.
 *
 * @typedef {object} Specs
 * @property {string} lane a lane of jest.config.ts, or '' for the specs without one
 * @property {readonly string[]} args of jest
 */

/** @type {(specs: Specs, env?: Record<string, string>) => { command: string[], env: Record<string, string> }} */
const call = ({ lane, args }, env = {}) => ({
  command: [join(root, 'node_modules/jest/bin/jest.js'), ...args],
  env: { ...env, SPEC_LANE: lane },
});

/**
 * The specs of a lane, one after another. One that was skipped has its server missing, so that nothing was shown.
 *
 * @param {Specs} specs
 * @param {{ env?: Record<string, string>, timeoutMs: number }} options
 */
export async function runLane(specs, { env, timeoutMs }) {
  const { command, env: all } = call(specs, env);
  // Node 20 turns for ever while it ends when a socket was left that it refused to reset.
  const args = [...command, '--runInBand', '--forceExit'];
  const { code, stdout, stderr } = await exec(process.execPath, args, { env: all, timeoutMs });
  const told = stdout + stderr;
  const [, counts = 'jest told no numbers'] = /^Tests: +(.*)$/m.exec(told) ?? [];
  return {
    ok: code === 0 && /\d+ passed/.test(counts) && !/failed|skipped|todo/.test(counts),
    told,
    counts,
    said: saidIn(told),
  };
}

/** What specs said by `console.info`, which jest sets below a line of its own. */
export const saidIn = (told) =>
  [...told.matchAll(/^ *console\.info\n+ *(.*)$/gm)].map(([, words]) => words).join('\n');

/** The files that jest finds for a step, without running them. */
export async function filesOf(specs) {
  const { command, env } = call(specs);
  const { stdout } = await exec(process.execPath, [...command, '--listTests'], { env });
  const paths = stdout.split('\n').filter((line) => line.endsWith('.spec.ts'));
  return paths.map((path) => relative(root, path)).sort();
}
