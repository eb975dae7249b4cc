// What a browser has to load: bundles each row of size-budget.json and fails on one that is too big, or that holds
// what it must not: Node's packages, or files of the parts that it does not use.
//   node scripts/size.mjs [--json] [--lenient] [--files]    the last tells what each file costs, minified
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { root } from './lib/exec.mjs';
import { isMain, runMain } from './lib/main.mjs';

const forbidden = [
  'node_modules/ws/',
  'node_modules/undici/',
  'src/transport/platform/node',
  'src/simulator/',
];
const entries = {
  '': 'src/index.ts',
  '/testing': 'src/testing/index.ts',
  '/simulator': 'src/simulator/index.ts',
};

/** One row for each bundle: its name, gzip bytes, budget, and the files it must not hold but does. */
export async function measure() {
  const { bundles } = JSON.parse(await readFile(join(root, 'size-budget.json'), 'utf8'));
  return Promise.all(Object.entries(bundles).map(([name, bundle]) => measureOne(name, bundle)));
}

async function measureOne(name, { code, max, goal, without = [] }) {
  const [whole, rxjs] = await Promise.all([bundle(code), apart(code).then(bundle)]);
  const [output] = Object.values(whole.metafile.outputs);
  const held = Object.entries(output.inputs).filter(
    ([path, { bytesInOutput }]) => bytesInOutput > 0 && !ofRxjs(path),
  );
  const unwanted = [...forbidden, ...without];
  const stowaways = held.map(([path]) => path).filter((path) => unwanted.some((part) => path.includes(part)));
  const files = held.map(([path, { bytesInOutput }]) => [path, bytesInOutput]).sort((a, b) => b[1] - a[1]);
  const [bytes, gzip] = ['length', 'gzip'].map((unit) => sizeOf(whole, unit) - sizeOf(rxjs, unit));
  return { name, files, bytes, gzip, max, goal, stowaways };
}

const ofRxjs = (path) => path.includes('node_modules/rxjs/') || path.includes('node_modules/tslib/');

const sizeOf = ({ outputFiles: [{ contents }] }, unit) =>
  unit === 'gzip' ? gzipSync(contents, { level: 9 }).length : contents.length;

/** What of rxjs a bundle uses, as code of its own: what an application has already, or would have without us. */
async function apart(code) {
  const { outputFiles } = await bundle(code, { external: ['rxjs'] });
  const imports = [...outputFiles[0].text.matchAll(/import\{([^}]*)\}from"rxjs"/g)].flatMap(([, list]) =>
    list.split(','),
  );
  const names = [...new Set(imports.map((item) => item.split(' as ')[0].trim()))];
  return `export { ${names.join(', ')} } from 'rxjs';`;
}

function bundle(code, options = {}) {
  return build({
    stdin: { contents: code, resolveDir: root, loader: 'ts' },
    ...{ bundle: true, minify: true, write: false, metafile: true, logLevel: 'silent' },
    ...{ format: 'esm', platform: 'browser', target: 'es2022', tsconfigRaw: {}, absWorkingDir: root },
    ...{ conditions: ['es2015'], mainFields: ['module', 'main'] },
    plugins: [fromSource],
    ...options,
  });
}

// The library's own names lead to its source, with the platform that a bundler takes when nothing says Node.
const fromSource = {
  name: 'from-source',
  setup({ onResolve }) {
    onResolve({ filter: /^#platform$/ }, () => at('src/transport/platform/default.ts'));
    onResolve({ filter: /^rxjs-janus(\/|$)/ }, ({ path }) => {
      const entry = path.slice('rxjs-janus'.length);
      return at(entries[entry] ?? `src/plugins${entry}/index.ts`);
    });
  },
};

const at = (path) => ({ path: join(root, path), sideEffects: false });

/** Why a row does not pass; empty when it does. */
export function faultsOf({ name, gzip, max, stowaways }) {
  const tooBig =
    max !== undefined && gzip > max ? [`${name}: ${gzip} bytes of gzip, at most ${max} allowed`] : [];
  return [...tooBig, ...stowaways.map((path) => `${name}: holds ${path}`)];
}

function print(rows, withFiles) {
  for (const { name, bytes, gzip, max, goal, files } of rows) {
    const aim = goal === undefined ? '' : `, the goal is ${goal}`;
    const budget = max === undefined ? '' : ` of ${max}`;
    console.log(`${name.padEnd(34)}${`${gzip}${budget}`.padStart(14)} bytes gzip  (${bytes} minified)${aim}`);
    if (withFiles) for (const [path, size] of files) console.log(`${String(size).padStart(8)}  ${path}`);
  }
}

if (isMain(import.meta.url)) {
  const { values } = parseArgs({
    options: { json: { type: 'boolean' }, lenient: { type: 'boolean' }, files: { type: 'boolean' } },
  });
  await runMain(async () => {
    const rows = await measure();
    if (values.json) console.log(JSON.stringify(rows));
    else print(rows, values.files);
    const faults = values.lenient ? [] : rows.flatMap(faultsOf);
    if (faults.length > 0) throw new Error(faults.join('\n'));
  });
}
