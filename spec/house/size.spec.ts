import { execFileSync } from 'node:child_process';
import { root } from './support/source-files.js';

interface Row {
  readonly name: string;
  readonly gzip: number;
  readonly max?: number;
  readonly stowaways: readonly string[];
}

describe('the size in a browser', () => {
  const rows = JSON.parse(
    execFileSync(process.execPath, ['scripts/size.mjs', '--json', '--lenient'], {
      cwd: root,
      encoding: 'utf8',
    }),
  ) as Row[];

  it('has a budget for every bundle', () => {
    expect(rows.filter(({ max }) => max === undefined)).toEqual([]);
  });

  it.each(rows)('of $name is within its budget: $gzip bytes of gzip', ({ gzip, max = Infinity }) => {
    expect(gzip).toBeLessThanOrEqual(max);
  });

  it.each(rows)('of $name holds nothing of Node and nothing that it does not use', ({ stowaways }) => {
    expect(stowaways).toEqual([]);
  });
});
