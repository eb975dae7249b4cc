// The reference of all entries, by TypeDoc: into .cache/reference. Fails on a warning and on an export without a word.
//   npm run docs
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Application, Converter, ReflectionKind } from 'typedoc';
import { root } from './lib/exec.mjs';
import { runMain } from './lib/main.mjs';

const { exports: exported } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const sources = Object.values(exported)
  .filter((target) => target.import !== undefined)
  .map((target) => target.import.replace('./dist/esm/', 'src/').replace('.mjs', '.ts'));

/** What must have a word; properties are looked at by `npm run api`, which knows the words that tell unions apart. */
const { Variable, Function: Func, Class, Interface, TypeAlias, Method, Accessor } = ReflectionKind;
const documented = Variable | Func | Class | Interface | TypeAlias | Method | Accessor;

const hasWord = (one) =>
  one.hasComment() || [...(one.signatures ?? []), one.getSignature].some((part) => part?.hasComment());

/** The exports, and members of them, without a word. Parts of types that are written in place are told of as a whole. */
const wordless = (project) =>
  Object.values(project.reflections)
    .filter((one) => one.kindOf(documented) && !hasWord(one))
    .map((one) => one.getFriendlyFullName())
    .filter((name) => !name.includes('__type'));

/** Comments speak of what other entries export. */
const resolver = (project) => (reference, _, part) => {
  const name = reference.symbolReference?.path?.at(-1)?.path;
  const modules = part ? project().getChildrenByKind(ReflectionKind.Module) : [];
  const target = modules.flatMap(({ children = [] }) => children).find((one) => one.name === name);
  return target && { target, caption: name };
};

await runMain(async () => {
  const app = await Application.bootstrap({
    name: 'rxjs-janus',
    entryPoints: sources.map((path) => join(root, path)),
    tsconfig: join(root, 'tsconfig.esm.json'),
    out: join(root, '.cache/reference'),
    readme: 'none',
    basePath: join(root, 'src'),
    // What comes from Observable is told by rxjs.
    externalPattern: ['**/node_modules/**'],
    excludeExternals: true,
    excludePrivate: true,
    disableSources: true,
    validation: { notExported: false, invalidLink: true, notDocumented: false },
    logLevel: 'Warn',
  });
  let converted;
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => (converted = project));
  app.converter.addUnknownSymbolResolver(resolver(() => converted));
  const project = await app.convert();
  if (project === undefined) throw new Error('TypeDoc could not read the sources');
  app.validate(project);
  await app.generateOutputs(project);
  const { warningCount, errorCount } = app.logger;
  const without = wordless(project);
  if (without.length > 0) throw new Error(`no word about ${without.join(', ')}`);
  if (warningCount + errorCount > 0) throw new Error(`${warningCount} warnings, ${errorCount} errors`);
  console.log(`The reference of ${sources.length} entries is in .cache/reference.`);
});
