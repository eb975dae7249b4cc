import { readFiles, readPages } from '../house/support/source-files.js';
import { complaintsAbout } from './support/compile.js';
import { snippetsOf } from './support/snippets.js';

jest.setTimeout(120_000);

const typeFiles = readFiles('spec/types', '.types.ts').map(({ path }) => path);
const pages = [...readPages('README.md', 'ARCHITECTURE.md', 'CHANGELOG.md'), ...readFiles('docs', '.md')];
const snippets = new Map(
  [...pages, ...readFiles('src')].flatMap(snippetsOf).map(([name, text]) => [asFile(name), text]),
);
const wrong = new Map([['spec/types/made-up.ts', 'export const count: number = "two";\n']]);

describe('the types', () => {
  const complaints = complaintsAbout(
    [...typeFiles, 'spec/types/support/snippet-names.d.ts'],
    new Map([...snippets, ...wrong]),
  );

  it('are checked: a wrong call is told', () => {
    expect(complaints.get('spec/types/made-up.ts')).toEqual([expect.stringContaining('not assignable')]);
  });

  // No it.each: an empty list is an error to it, and a page may have no snippet.
  for (const path of typeFiles) {
    it(`of ${path} take the good calls and refuse the bad ones`, () => {
      expect(complaints.get(path)).toEqual([]);
    });
  }

  for (const name of snippets.keys()) {
    it(`take the snippet ${name} as it is written`, () => {
      expect(complaints.get(name)).toEqual([]);
    });
  }
});

function asFile(name: string): string {
  return `spec/types/snippets/${name.replaceAll(/[/:]/g, '_')}.ts`;
}
