// A second look must never make good what was not looked at, or what failed twice.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { root } from './support/source-files.js';

interface Run {
  readonly code: number;
  readonly counts: { readonly passed: number; readonly failed: number };
}

const run = (code: number, failed: number, files: readonly string[] = [], broken = 0): Run => {
  const counts = { passed: 10 - failed, failed, skipped: 1, broken, files };
  return { code, counts };
};

/** What comes of these runs of jest, and what each was asked for. */
const looked = async (...runs: readonly Run[]): Promise<{ run: Run; asked: string[][] }> => {
  const script = `
    const { withSecondLook } = await import('./scripts/setup/second-look.mjs');
    const [runs, asked] = [JSON.parse(process.argv[1]), []];
    const run = await withSecondLook((args) => { asked.push(args); return Promise.resolve(runs.shift()); });
    console.log(JSON.stringify({ run, asked }));`;
  const args = ['--input-type=module', '--eval', script, JSON.stringify(runs)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { run: Run; asked: string[][] };
};

describe('a second look', () => {
  it('is taken at the files that failed, and counts what passes then', async () => {
    const { run: all, asked } = await looked(run(1, 3, ['a.spec.ts', 'b.spec.ts']), run(0, 0));
    expect(asked).toEqual([[], ['--runTestsByPath', 'a.spec.ts', 'b.spec.ts']]);
    expect(all).toMatchObject({ code: 0, counts: { passed: 10, failed: 0, skipped: 1 } });
  });

  it('leaves failed what fails again', async () => {
    const first = run(1, 1, ['a.spec.ts']);
    expect((await looked(first, run(1, 1, ['a.spec.ts']))).run).toEqual(first);
  });

  it.each<[string, Run]>([
    ['nothing failed', run(0, 0)],
    ['many files failed', run(1, 3, ['a.spec.ts', 'b.spec.ts', 'c.spec.ts'])],
    ['a file could not run', run(1, 0, ['a.spec.ts'], 1)],
    ['jest was stopped before its end', run(124, 1, ['a.spec.ts'])],
    ['jest failed by itself', run(1, 0)],
  ])('is not taken where %s', async (_, first) => {
    expect(await looked(first)).toEqual({ run: first, asked: [[]] });
  });
});
