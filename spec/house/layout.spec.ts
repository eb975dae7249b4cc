import { codeLinesOf, medianOf, shortcutsIn } from './support/measures.js';
import { readFiles, readPages, root } from './support/source-files.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const maxCodeLines = 150;
const sources = readFiles('src');
const written = [
  ...sources,
  ...['.ts', '.mjs', '.md', '.js', '.json'].flatMap((ending) =>
    ['spec', 'scripts', 'docs', 'examples', 'etc'].flatMap((folder) => readFiles(folder, ending)),
  ),
  ...readPages('README.md', 'ARCHITECTURE.md', 'CHANGELOG.md', 'package.json', '.ci/run'),
];

describe('the files of src', () => {
  it(`hold at most ${String(maxCodeLines)} lines of code each, about 40 in the middle`, () => {
    const sizes = sources.map((file) => ({ path: file.path, lines: codeLinesOf(file) }));
    expect(sizes.filter(({ lines }) => lines > maxCodeLines)).toEqual([]);
    expect(medianOf(sizes.map(({ lines }) => lines))).toBeLessThanOrEqual(50);
  });

  it('use neither any nor ! nor enum', () => {
    expect(sources.flatMap(shortcutsIn)).toEqual([]);
  });

  it('are named in small letters and hyphens', () => {
    const name = /^[a-z0-9-]+(\/[a-z0-9-]+)*\.ts$/;
    expect(sources.map(({ path }) => path).filter((path) => !name.test(path))).toEqual([]);
  });
});

describe('the measures', () => {
  it('count no blank lines and no comments', () => {
    const text = '/** doc\n * more */\nconst a = `x\n\ny`;\n\n// why\nconst b = 1; // end\n';
    expect(codeLinesOf({ path: 'a.ts', text })).toBe(4);
  });

  it('find any, ! and enum', () => {
    const text = 'enum A { b }\nconst c = (d: any): string => d!.e;';
    expect(shortcutsIn({ path: 'a.ts', text })).toEqual(['a.ts: enum', 'a.ts: any', 'a.ts: non-null !']);
  });
});

describe('the repository', () => {
  it.each([
    ['a folder of one machine', /(?<![\w.:/-])\/(?:work|home|Users|root)\//],
    ['a job left for later', /\b(?:TODO|FIXME|XXX)\b/],
    ['the number of an issue', /\bissues? #?\d{1,2}\b/i],
    ['a spec that keeps the others from running', /\b(?:it|test|describe)\.only\(|\b(?:fit|fdescribe)\(/],
  ])('names nowhere %s', (_, pattern) => {
    const here = 'spec/house/layout.spec.ts';
    expect(
      written.filter(({ path, text }) => path !== here && pattern.test(text)).map(({ path }) => path),
    ).toEqual([]);
  });

  it('locks its packages by version and hash, not by the address they came from', () => {
    const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
    expect(lock).toContain('"integrity"');
    expect(lock).not.toMatch(/"resolved": "(?!file:|node_modules\/)/);
  });
});
