// What a browser has to load: bundles each row of size-budget.json and fails on one that is too big, or that holds
// what it must not: Node's packages, or files of the parts that it does not use.
//   node scripts/size.mjs [--json] [--lenient] [--files] [--dist FOLDER]
// --files tells what each file costs, minified; --dist bundles what is built there, not the source.
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { pathOf } from './lib/entries.mjs';
import { root } from './lib/exec.mjs';
import { isMain, runMain } from './lib/main.mjs';

const forbidden = [
  'node_modules/ws/',
  'node_modules/undici/',
  'src/transport/platform/node',
  'src/simulator/',
];
/** What an application that uses an entry for it has already. */
const inApplications = ['@angular/core'];

/**
 * One row for each bundle: its name, gzip bytes over rxjs, budget, and the files it must not hold but does.
 *
 * @param {string} [dist] the folder that `scripts/build.mjs` made, to bundle that; the source when it is left out
 */
export async function measure(dist) {
  const { bundles } = JSON.parse(await readFile(join(root, 'size-budget.json'), 'utf8'));
  const fileOf = dist === undefined ? sourceOf : (path) => join(dist, 'esm', `${path}.mjs`);
  const weigh = weigher(bundler(fileOf));
  return Promise.all(
    Object.entries(bundles).map(([name, row]) => measureOne(name, row, bundles[row.over]?.code, weigh)),
  );
}

async function measureOne(name, { code, max, goal, without = [] }, base, weigh) {
  const [all, ground] = await Promise.all([weigh(base ? `${base}\n${code}` : code), base && weigh(base)]);
  const { whole } = await weigh(code);
  const [output] = Object.values(whole.metafile.outputs);
  const held = Object.entries(output.inputs).filter(
    ([path, { bytesInOutput }]) => bytesInOutput > 0 && !ofRxjs(path),
  );
  const unwanted = [...forbidden, ...without];
  const stowaways = held.map(([path]) => path).filter((path) => unwanted.some((part) => path.includes(part)));
  const files = held.map(([path, { bytesInOutput }]) => [path, bytesInOutput]).sort((a, b) => b[1] - a[1]);
  const [bytes, gzip] = ['length', 'gzip'].map((unit) => all[unit] - (ground?.[unit] ?? 0));
  return { name, files, bytes, gzip, max, goal, stowaways };
}

/** A bundle, and what it adds to what it uses of rxjs. */
const weigher = (bundle) => {
  const weigh = async (code) => {
    const [whole, rxjs] = await Promise.all([bundle(code), apart(code, bundle).then(bundle)]);
    const own = (unit) => sizeOf(whole, unit) - sizeOf(rxjs, unit);
    return { whole, length: own('length'), gzip: own('gzip') };
  };
  // The ground that rows stand on is weighed once.
  const known = new Map();
  return (code) => known.get(code) ?? known.set(code, weigh(code)).get(code);
};

const ofRxjs = (path) => path.includes('node_modules/rxjs/') || path.includes('node_modules/tslib/');

const sizeOf = ({ outputFiles: [{ contents }] }, unit) =>
  unit === 'gzip' ? gzipSync(contents, { level: 9 }).length : contents.length;

/** What of rxjs a bundle uses, as code of its own: what an application has already, or would have without us. */
async function apart(code, bundle) {
  const { outputFiles } = await bundle(code, { external: ['rxjs'] });
  const imports = [...outputFiles[0].text.matchAll(/import\{([^}]*)\}from"rxjs"/g)].flatMap(([, list]) =>
    list.split(','),
  );
  const names = [...new Set(imports.map((item) => item.split(' as ')[0].trim()))];
  return `export { ${names.join(', ')} } from 'rxjs';`;
}

const bundler =
  (fileOf) =>
  (code, options = {}) =>
    build({
      stdin: { contents: code, resolveDir: root, loader: 'ts' },
      ...{ bundle: true, minify: true, write: false, metafile: true, logLevel: 'silent' },
      ...{ format: 'esm', platform: 'browser', target: 'es2022', tsconfigRaw: {}, absWorkingDir: root },
      ...{ conditions: ['es2015'], mainFields: ['module', 'main'] },
      plugins: [ownNames(fileOf)],
      ...options,
      external: [...inApplications, ...(options.external ?? [])],
    });

// The library's own names lead to its files, with the platform that a bundler takes when nothing says Node.
const ownNames = (fileOf) => ({
  name: 'own-names',
  setup({ onResolve }) {
    const at = (path) => ({ path: fileOf(path), sideEffects: false });
    onResolve({ filter: /^#platform$/ }, () => at('transport/platform/default'));
    onResolve({ filter: /^rxjs-janus(\/|$)/ }, ({ path }) => at(pathOf(path)));
  },
});

const sourceOf = (path) => join(root, 'src', `${path}.ts`);

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
    options: {
      json: { type: 'boolean' },
      lenient: { type: 'boolean' },
      files: { type: 'boolean' },
      dist: { type: 'string' },
    },
  });
  await runMain(async () => {
    const rows = await measure(values.dist && resolve(values.dist));
    if (values.json) console.log(JSON.stringify(rows));
    else print(rows, values.files);
    const faults = values.lenient ? [] : rows.flatMap(faultsOf);
    if (faults.length > 0) throw new Error(faults.join('\n'));
  });
}
