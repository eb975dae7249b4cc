import { cyclesOf, importsOf, reachedFrom, type Import } from './import-graph.js';
import { type SourceFile } from './source-files.js';

/** The layers, in the order in which each may import itself and those before it. */
const layers = ['internal', 'errors', 'protocol', 'transport', 'exchange', 'handle', 'session'];

/** What the rooms beside the layers may import of them. */
const beside: Readonly<Record<string, readonly string[]>> = {
  plugins: ['internal', 'errors', 'protocol', 'exchange', 'handle'],
  testing: ['internal', 'errors', 'protocol', 'transport'],
  simulator: ['internal', 'errors', 'protocol', 'transport'],
  trace: ['internal', 'errors', 'protocol', 'transport'],
  webrtc: ['internal', 'errors', 'protocol', 'handle'],
  rooms: ['internal', 'errors', 'protocol', 'transport', 'handle', 'session', 'webrtc', 'plugins'],
  angular: ['internal', 'errors', 'protocol', 'transport', 'handle', 'session', 'testing'],
};

/** Packages that a user need not have, and the one folder that may import each. */
const optional: Readonly<Record<string, string>> = {
  '@angular/core': 'src/angular/',
  werift: 'src/webrtc/werift/',
};

const platform = 'src/transport/platform/';

/** One sentence for each import line that breaks a rule of the house. */
export function breachesOf(files: readonly SourceFile[]): string[] {
  const imports = importsOf(files);
  const everywhere = reachedFrom(`${platform}default.ts`, imports);
  const single = imports.flatMap((line) => breachOf(line, everywhere) ?? []);
  return [
    ...single,
    ...severalImportersOf('rxjs-websockets', imports),
    ...cyclesOf(imports).map((way) => `cycle: ${way}`),
  ];
}

function breachOf(line: Import, everywhere: ReadonlySet<string>): string | undefined {
  const reason =
    line.target === undefined ? outsideRule(line, everywhere) : insideRule(line.from, line.target);
  return reason === undefined ? undefined : `${line.from} imports ${line.specifier}: ${reason}`;
}

function insideRule(from: string, target: string): string | undefined {
  if (target.endsWith('/index.ts')) return 'nobody imports an index.ts';
  if (!target.startsWith('src/')) return 'it is outside src';
  const [here, there] = [roomOf(from), roomOf(target)];
  if (here === 'src') return layers.includes(there) ? undefined : `${there} is an entry of its own`;
  if (here === there) return undefined;
  // What plugins have in common stands beside them; of one another they know nothing.
  if (here.startsWith('plugins/') && there === 'plugins/common') return undefined;
  return allowedFor(here).includes(there.replace(/\/.*/, ''))
    ? undefined
    : `${here} must not import ${there}`;
}

function allowedFor(room: string): readonly string[] {
  if (room.startsWith('plugins/')) return beside['plugins'] ?? [];
  return beside[room] ?? layers.slice(0, layers.indexOf(room) + 1);
}

/** `session` for src/session/x.ts, `plugins/echotest` for a plugin's file, `src` for a file of no room. */
function roomOf(path: string): string {
  const [, room = '', plugin = ''] = path.split('/');
  if (room.endsWith('.ts')) return 'src';
  return room === 'plugins' ? `plugins/${plugin}` : room;
}

function outsideRule({ from, specifier }: Import, everywhere: ReadonlySet<string>): string | undefined {
  if (specifier === 'rxjs' || specifier === 'rxjs-websockets') return undefined;
  if (optional[specifier] !== undefined)
    return from.startsWith(optional[specifier]) ? undefined : `it belongs to ${optional[specifier]} alone`;
  if (specifier === '#platform') {
    return from.startsWith('src/transport/') ? undefined : 'the transport alone chooses the platform';
  }
  if (!/^(ws|undici|node:.+)$/.test(specifier)) return 'it is no dependency of the library';
  if (from.startsWith('src/simulator/')) return undefined;
  if (!from.startsWith(platform)) return 'Node is known to its platform files and the simulator only';
  return everywhere.has(from) ? 'the default platform must run anywhere' : undefined;
}

function severalImportersOf(name: string, imports: readonly Import[]): string[] {
  const importers = [
    ...new Set(imports.filter(({ specifier }) => specifier === name).map(({ from }) => from)),
  ];
  return importers.length > 1 ? [`${name} is imported in more than one file: ${importers.join(', ')}`] : [];
}
