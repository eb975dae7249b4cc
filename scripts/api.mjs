// The API report: what each entry exports, checked in under etc/, so that a review sees every change of the surface.
//   node scripts/api.mjs            writes the reports
//   node scripts/api.mjs --check    fails when one differs
// An undocumented export fails both.
import { readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import { mustExec, root } from './lib/exec.mjs';
import { runMain } from './lib/main.mjs';

const cache = join(root, '.cache/api');

/** The entries of package.json by name, with the path of their types. */
const { exports: exported } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const entries = Object.fromEntries(
  Object.entries(exported).flatMap(([entry, target]) => {
    if (target.require === undefined) return [];
    const name = entry === '.' ? 'rxjs-janus' : entry.slice(2).replaceAll('/', '-');
    return [[name, target.require.replace(/^\.\/dist\/cjs\/|\.js$/g, '')]];
  }),
);

const level = (logLevel, addToApiReportFile = false) => ({
  logLevel: ExtractorLogLevel[logLevel],
  addToApiReportFile,
});

const messages = (isMain) => ({
  compilerMessageReporting: { default: level('Error') },
  extractorMessageReporting: {
    default: level('Error'),
    'ae-missing-release-tag': level('None'),
    // The entries beside the main one speak of its types without exporting them again.
    'ae-forgotten-export': level(isMain ? 'Error' : 'None'),
    'ae-unresolved-link': level(isMain ? 'Error' : 'None'),
  },
  tsdocMessageReporting: { default: level('Error') },
});

// What tells the members of a union apart says itself what it is; a link to overloads leads to the first.
const discriminant = /"(?:kind|name|janus)"/;
const quiet = ['console-preamble', 'console-compiler-version-notice', 'console-api-report-unchanged'];
const isNoise = ({ messageId, text }) => {
  if (messageId === 'ae-undocumented') return discriminant.test(text);
  if (messageId === 'ae-unresolved-link') return text.includes('ambiguous');
  return quiet.includes(messageId);
};

function prepare(name, path) {
  return ExtractorConfig.prepare({
    configObjectFullPath: join(root, 'api-extractor.json'),
    packageJsonFullPath: join(root, 'package.json'),
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: join(cache, 'types', `${path}.d.ts`),
      compiler: { tsconfigFilePath: join(root, 'scripts/lib/tsconfig.api.json') },
      apiReport: {
        enabled: true,
        reportFileName: name,
        reportFolder: join(root, 'etc'),
        reportTempFolder: join(cache, 'reports'),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: 'lf',
      messages: messages(name === 'rxjs-janus'),
    },
  });
}

function report(name, config, compilerState, localBuild) {
  const { errorCount, apiReportChanged } = Extractor.invoke(config, {
    localBuild,
    compilerState,
    messageCallback: (message) => {
      if (isNoise(message)) message.logLevel = ExtractorLogLevel.None;
    },
  });
  const changed = apiReportChanged
    ? localBuild
      ? 'written'
      : 'DIFFERS: npm run api, then look at the diff'
    : 'as it was';
  console.log(`etc/${name}.api.md ${changed}${errorCount > 0 ? `, ${errorCount} errors` : ''}`);
  return errorCount === 0 && (localBuild || !apiReportChanged);
}

await runMain(async () => {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  await rm(cache, { recursive: true, force: true });
  await mkdir(join(root, 'etc'), { recursive: true });
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const types = ['--emitDeclarationOnly', '--outDir', join(cache, 'types')];
  await mustExec(process.execPath, [tsc, '-p', 'tsconfig.cjs.json', ...types]);
  const configs = Object.entries(entries).map(([name, path]) => [name, prepare(name, path)]);
  // One compilation for all.
  const [[, first], ...others] = configs;
  const additionalEntryPoints = others.map(([, { mainEntryPointFilePath }]) => mainEntryPointFilePath);
  const state = CompilerState.create(first, { additionalEntryPoints });
  const good = configs.map(([name, config]) => report(name, config, state, !values.check));
  if (good.includes(false)) throw new Error('the API report is not clean');
});
