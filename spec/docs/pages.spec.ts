// What the pages say about the repository is so.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as janus from 'rxjs-janus';
import { root } from '../house/support/source-files.js';
import { pageOf, pages } from './support/pages.js';

interface PackageJson {
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly scripts: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, unknown>>;
}

const packageJson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as PackageJson;
/** Written by the long lane, which not every clone has run. */
const madeLater = ['docs/verify.md'];

describe.each(pages)('$path', ({ path, text }) => {
  it('links to files that are there', () => {
    const targets = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target = '']) => target);
    expect(targets.filter((target) => !existsSync(join(root, dirname(path), target)))).toEqual([]);
  });

  it('names files that are there', () => {
    const named = [...text.matchAll(/`((?:src|spec|scripts|docs|examples|etc)\/[\w./-]+)`/g)].map(
      ([, name = '']) => name,
    );
    expect(named.filter((name) => !madeLater.includes(name) && !existsSync(join(root, name)))).toEqual([]);
  });

  it('names commands that package.json has', () => {
    const commands = [...text.matchAll(/\bnpm (?:run )?(start|test|(?<=run )[\w:]+)/g)].map(
      ([, name = '']) => name,
    );
    expect(commands.filter((name) => packageJson.scripts[name] === undefined)).toEqual([]);
  });

  it('names entries of the package that it has', () => {
    const entries = [...text.matchAll(/\brxjs-janus((?:\/[a-z-]+)*)['`]/g)].map(
      ([, entry = '']) => `.${entry}`,
    );
    expect(entries.filter((entry) => packageJson.exports[entry] === undefined)).toEqual([]);
  });
});

describe('README.md', () => {
  const { text } = pageOf('README.md');

  it('can be read in five minutes', () => {
    expect(text.split('\n').length).toBeLessThan(225);
  });

  it('lists every error: its kind, its class', () => {
    const rows = [...text.matchAll(/^\| `([a-z-]+)` +\| `(\w+Error)` +\|/gm)].map(([, kind, name]) => [
      kind,
      name,
    ]);
    const classes = Object.entries(janus)
      .filter(
        ([name, value]) => name.endsWith('Error') && name !== 'isJanusError' && 'kind' in (value as object),
      )
      .map(([name, value]) => [(value as unknown as { readonly kind: string }).kind, name]);
    expect(rows.sort()).toEqual(classes.sort());
  });

  it('asks for the Node that package.json asks for', () => {
    expect(text).toContain(`Node ${packageJson.engines.node.replace(/^>=|\.\d+$/g, '')} or later`);
  });
});

it('CHANGELOG.md tells of the version of package.json first', () => {
  expect(/^## (\S+)/m.exec(pageOf('CHANGELOG.md').text)?.[1]).toBe(packageJson.version);
});
