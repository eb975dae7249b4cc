// The long lane is run so seldom that a step which finds no specs, or those of another step, would not be noticed.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { readFiles, readPages, root } from './support/source-files.js';

const LANES: Readonly<Record<string, string>> = {
  chaos: 'spec/chaos',
  recovery: 'spec/recovery',
  monitor: 'spec/examples/node-monitor',
  media: 'spec/media',
  app: 'spec/app',
};
const specsIn = (folder: string): string[] => readFiles(folder, '.spec.ts').map(({ path }) => path);
const ofLanes = Object.values(LANES).flatMap(specsIn);

describe('the steps of the long lane', () => {
  let found: Readonly<Record<string, readonly string[]>>;

  beforeAll(async () => {
    const args = ['scripts/verify/run.mjs', '--list'];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
    found = JSON.parse(stdout) as typeof found;
  }, 60_000);

  it.each(['chaos', 'recovery', 'monitor', 'media'])('%s runs all specs of its folder', (step) => {
    const specs = specsIn(LANES[step] ?? '');
    expect(specs).not.toEqual([]);
    expect(found[step]).toEqual(specs);
  });

  it('leaks runs the one spec that it is about', () => {
    expect(found['leaks']).toEqual(['spec/media/leaks.spec.ts']);
  });

  it.each(['node-22', 'node-24', 'rxjs-floor'])('%s runs specs, and none of another lane', (step) => {
    expect(found[step]?.length).toBeGreaterThan(100);
    expect(found[step]?.filter((path) => ofLanes.includes(path))).toEqual([]);
  });
});

describe('the unit specs of package.json', () => {
  it('are none of another lane', () => {
    const [page] = readPages('package.json');
    const { scripts } = JSON.parse(page?.text ?? '{"scripts":{}}') as {
      readonly scripts: Readonly<Record<string, string>>;
    };
    const ignored = scripts['test:unit']?.split('--testPathIgnorePatterns ')[1]?.split(' ') ?? [];
    const run = ofLanes.filter((path) => !ignored.some((pattern) => `/${path}`.includes(pattern)));
    expect(run).toEqual([]);
  });
});

describe('the pages of the long lane', () => {
  const pages = readPages('docs/verify.md', 'docs/recovery.md', 'docs/bench.md');

  it('name no kernel, which tells of a machine’s owner and nothing of the figures', () => {
    expect(pages.filter(({ text }) => /\blinux \d/i.test(text)).map(({ path }) => path)).toEqual([]);
  });
});
