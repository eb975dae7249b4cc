// A second look at the few spec files that failed, alone: in a run of thousands against real servers, browsers and SIP
// peers on two busy processors one may meet a moment of the machine's. What fails again has failed; what does not is
// named, and is worth a look.
import { relative } from 'node:path';
import { root } from '../lib/exec.mjs';
import { tell } from './tell.mjs';

/** More than these are no accident. */
const FEW = 2;

/**
 * @typedef {{ code: number, counts: import('./run-jest.mjs').Counts }} Run
 * @param {(args: readonly string[]) => Promise<Run>} run
 * @returns {Promise<Run>}
 */
export async function withSecondLook(run) {
  const first = await run([]);
  const { files, broken, passed, failed } = first.counts;
  if (first.code !== 1 || broken > 0 || files.length === 0 || files.length > FEW) return first;
  const names = files.map((file) => relative(root, file)).join(', ');
  tell(`a second look at ${names}`);
  const second = await run(['--runTestsByPath', ...files]);
  if (second.code !== 0) return first;
  tell(`failed beside the others, and passed alone: ${names}`);
  return { code: 0, counts: { ...first.counts, passed: passed + failed, failed: 0, files: [] } };
}
