// Compiles src into dist: for each format the entries and a few chunks that they share, so that all entries have one copy
// of each class, and an import is a handful of files to find, read and link; and the types, file by file.
//   node scripts/build.mjs [--out FOLDER]
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { rolldown } from 'rolldown';
import { entries } from './lib/entries.mjs';
import { mustExec, root } from './lib/exec.mjs';
import { isMain, runMain } from './lib/main.mjs';

/** @param {string} out the folder that takes `esm` and `cjs` */
export async function build(out = join(root, 'dist')) {
  await rm(out, { recursive: true, force: true });
  const made = [bundle(out), types(join(out, 'cjs'))];
  const failed = (await Promise.allSettled(made)).find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
  await typesOfEsm(join(out, 'cjs'), join(out, 'esm'));
}

/**
 * What the entries share is one file: in Node each costs half a millisecond or more. The platform's file for browsers
 * asks for something of it, which is a circle that does no harm, as it is called and not read while modules are made.
 */
const SHARED = {
  name: 'core',
  test: /[\\/]src[\\/](?:errors|exchange|handle|internal|protocol|session|transport(?![\\/]platform))[\\/]/,
};

async function bundle(out) {
  const bundled = await rolldown({
    input: Object.fromEntries(entries.map((path) => [path, join(root, 'src', `${path}.ts`)])),
    external: (id) => !id.startsWith('.') && !id.startsWith(root),
    tsconfig: join(root, 'tsconfig.esm.json'),
    onLog: (level, log, tell) => (level === 'warn' ? tell('error', log) : tell(level, log)),
  });
  try {
    await bundled.write(output('es', join(out, 'esm'), '.mjs'));
    await bundled.write(output('cjs', join(out, 'cjs'), '.js'));
  } finally {
    await bundled.close();
  }
}

// One sign past ASCII and the engine holds the whole file at two bytes a sign: an import took a millisecond longer.
const ascii = {
  name: 'ascii',
  generateBundle: (_, files) => {
    for (const file of Object.values(files)) if (file.type === 'chunk') file.code = escaped(file.code);
  },
};

const escaped = (code) =>
  code.replace(/[^\0-\x7f]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

// Without the doc comments, which the types have. A `require` of ws and undici works where an `import()` in CommonJS does
// not, as in Jest.
const output = (format, dir, suffix) => ({
  ...{
    format,
    dir,
    exports: 'named',
    strict: true,
    esModule: true,
    dynamicImportInCjs: false,
    externalLiveBindings: false,
    minifyInternalExports: false,
  },
  ...{ entryFileNames: `[name]${suffix}`, chunkFileNames: `chunks/[name]${suffix}` },
  plugins: [ascii],
  comments: { legal: true, annotation: true, jsdoc: false },
  codeSplitting: { groups: [SHARED] },
});

async function types(out) {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const only = ['--emitDeclarationOnly', '--outDir', out];
  await mustExec(process.execPath, [tsc, '-p', 'tsconfig.esm.json', ...only]);
}

// The ES modules are told by `.mjs`, not by a package.json with a "type" of their own: an inner package.json would
// be the scope in which `#platform` is looked up, and would need copies of the root's `imports` and `sideEffects`.
const relativeImport = /(\bfrom\s*|\bimport\s*\(?\s*)(['"])(\.{1,2}\/[^'"]+)\.js\2/g;

async function typesOfEsm(from, to) {
  const files = (await readdir(from, { recursive: true })).filter((name) => name.endsWith('.d.ts'));
  await Promise.all(
    files.map(async (name) => {
      const path = join(to, name.replace(/\.d\.ts$/, '.d.mts'));
      await mkdir(dirname(path), { recursive: true });
      await writeFile(
        path,
        (await readFile(join(from, name), 'utf8')).replace(relativeImport, '$1$2$3.mjs$2'),
      );
    }),
  );
}

if (isMain(import.meta.url)) {
  const { values } = parseArgs({ options: { out: { type: 'string' } } });
  await runMain(() => build(values.out && resolve(values.out)));
}
