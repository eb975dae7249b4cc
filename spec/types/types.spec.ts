// The type specs are compiled, not run: good calls compile, and each bad one is expected to be refused.
import { readFiles } from '../house/support/source-files.js';
import { complaintsAbout } from './support/compile.js';

jest.setTimeout(120_000);

const typeFiles = readFiles('spec/types', '.types.ts').map(({ path }) => path);
const madeUp = new Map([
  ['spec/types/wrong.ts', 'export const count: number = "two";\n'],
  ['spec/types/not-wrong.ts', '// @ts-expect-error it is right\nexport const count: number = 2;\n'],
]);

describe('the types', () => {
  const complaints = complaintsAbout(typeFiles, madeUp);

  it('are checked: a wrong call is told', () => {
    expect(complaints.get('spec/types/wrong.ts')).toEqual([expect.stringContaining('not assignable')]);
  });

  it('are checked: a bad call that compiles is told', () => {
    expect(complaints.get('spec/types/not-wrong.ts')).toEqual([expect.stringContaining('@ts-expect-error')]);
  });

  it.each(typeFiles)('of %s take the good calls and refuse the bad ones', (path) => {
    expect(complaints.get(path)).toEqual([]);
  });
});
