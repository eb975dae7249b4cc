import { breachesOf } from './support/import-rules.js';
import { readFiles } from './support/source-files.js';

describe('the import direction', () => {
  it('is kept by every file of src', () => {
    const files = readFiles('src');
    expect(files.length).toBeGreaterThan(0);
    expect(breachesOf(files)).toEqual([]);
  });

  it.each([
    ['a layer to its left', 'src/session/a.ts', '../handle/handle.js'],
    ['its own layer', 'src/session/a.ts', './b.js'],
    ['a file of the entry’s layers', 'src/index.ts', './session/create.js'],
    ['the handle from a plugin', 'src/plugins/echotest/a.ts', '../../handle/plugin.js'],
    ['the transport from the simulator', 'src/simulator/a.ts', '../transport/transport.js'],
    ['rxjs', 'src/errors/a.ts', 'rxjs'],
    ['ws in the platform files', 'src/transport/platform/node.ts', 'ws'],
    ['ws in the simulator', 'src/simulator/deep/a.ts', 'ws'],
    ['the platform in the transport', 'src/transport/a.ts', '#platform'],
  ])('allows %s', (_, path, specifier) => {
    expect(breachesOf([made(path, specifier)])).toEqual([]);
  });

  it.each([
    ['a layer to its right', 'src/handle/a.ts', '../session/session.js', 'must not import session'],
    ['errors from internal', 'src/internal/a.ts', '../errors/errors.js', 'must not import errors'],
    ['an index.ts', 'src/simulator/a.ts', './core/index.js', 'nobody imports an index.ts'],
    ['the package’s own entry', 'src/plugins/echotest/a.ts', '../../index.js', 'nobody imports an index.ts'],
    [
      'one plugin from another',
      'src/plugins/sip/a.ts',
      '../echotest/a.js',
      'must not import plugins/echotest',
    ],
    ['the session from a plugin', 'src/plugins/sip/a.ts', '../../session/a.js', 'must not import session'],
    [
      'the transport from a plugin',
      'src/plugins/sip/a.ts',
      '../../transport/a.js',
      'must not import transport',
    ],
    ['the session from testing', 'src/testing/a.ts', '../session/a.js', 'must not import session'],
    ['the simulator from a layer', 'src/session/a.ts', '../simulator/a.js', 'must not import simulator'],
    ['a plugin from the main entry', 'src/index.ts', './plugins/sip/a.js', 'an entry of its own'],
    ['ws in a layer', 'src/transport/a.ts', 'ws', 'Node is known'],
    ['a Node module in a layer', 'src/protocol/a.ts', 'node:fs', 'Node is known'],
    ['undici in the default platform', 'src/transport/platform/default.ts', 'undici', 'must run anywhere'],
    ['the platform outside the transport', 'src/session/a.ts', '#platform', 'the transport alone'],
    ['a package that is no dependency', 'src/session/a.ts', 'lodash', 'no dependency'],
    ['the folder of the specs', 'src/session/a.ts', '../../spec/support/a.js', 'outside src'],
  ])('tells of %s', (_, path, specifier, reason) => {
    expect(breachesOf([made(path, specifier)])).toEqual([expect.stringContaining(reason)]);
  });

  it('reads type imports, re-exports and dynamic imports too', () => {
    const text = `import type { A } from 'lodash'; export * from 'lodash'; const late = () => import('lodash');
      export type B = import('lodash').B;`;
    expect(breachesOf([{ path: 'src/session/a.ts', text }])).toHaveLength(4);
  });

  it('tells of ws behind a file that the default platform imports', () => {
    const files = [
      made('src/transport/platform/default.ts', './a.js'),
      made('src/transport/platform/a.ts', 'ws'),
    ];
    expect(breachesOf(files)).toEqual([expect.stringContaining('must run anywhere')]);
  });

  it('tells of a second file that imports rxjs-websockets', () => {
    const files = [
      made('src/transport/a.ts', 'rxjs-websockets'),
      made('src/transport/b.ts', 'rxjs-websockets'),
    ];
    expect(breachesOf(files)).toEqual([expect.stringContaining('more than one file')]);
  });

  it('lets two types name each other', () => {
    const text = `import type { A } from './a.js'; import { type B } from './a.js';`;
    expect(breachesOf([made('src/handle/a.ts', './b.js'), { path: 'src/handle/b.ts', text }])).toEqual([]);
  });

  it('tells of a cycle', () => {
    const files = [made('src/handle/a.ts', './b.js'), made('src/handle/b.ts', './a.js')];
    expect(breachesOf(files)).toEqual(['cycle: src/handle/a.ts -> src/handle/b.ts -> src/handle/a.ts']);
  });
});

function made(path: string, specifier: string): { path: string; text: string } {
  return { path, text: `import { a } from '${specifier}';\n` };
}
