// What the pages of these specs run: the library from its source, rxjs, and what looks at media, in one script.
import { join } from 'node:path';
import { type Plugin, build } from 'esbuild';
import { root } from '../../house/support/source-files.js';

const platform: Plugin = {
  name: 'browser-platform',
  setup({ onResolve }) {
    onResolve({ filter: /^#platform$/ }, () => ({ path: join(root, 'src/transport/platform/default.ts') }));
  },
};

/** A script of these specs with all that it imports, as text. */
export async function bundled(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'spec/media/support/page', entry)],
    tsconfig: join(root, 'tsconfig.json'),
    plugins: [platform],
    ...{ bundle: true, write: false, format: 'iife', platform: 'browser', target: 'es2022' },
    ...{ sourcemap: 'inline', logLevel: 'silent', conditions: ['es2015'] },
  });
  return outputFiles[0]?.text ?? '';
}
