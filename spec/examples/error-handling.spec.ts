// Runs the example as a reader does, and reads what it prints.
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as janus from 'rxjs-janus';
import { type JanusSimulator, simulator$ } from 'rxjs-janus/simulator';
import { firstValueFrom, ReplaySubject } from 'rxjs';
import { readFiles, root } from '../house/support/source-files.js';
import { hasRealJanus } from '../support/janus/index.js';
import { freePort } from '../support/ports.js';

const LIMIT_MS = 45_000;

/** Each case: the kinds of its errors in their order, and what the application does about them. */
const expected: Readonly<Record<string, { readonly kinds: readonly string[]; readonly handled: RegExp }>> = {
  expired: { kinds: ['session-timeout'], handled: /^made a new session/ },
  'reclaim-refused': { kinds: ['session-reclaim'], handled: /^made a new session/ },
  'reclaim-off': { kinds: ['session-reclaim'], handled: /^logged .+reclaim_session_timeout.+;made a new/ },
  'stored-id': { kinds: ['session-reclaim'], handled: /^made a new session in its place/ },
  destroyed: { kinds: ['session-lost'], handled: /^made a new session/ },
  superseded: { kinds: ['session-superseded'], handled: /^left it to the other/ },
  'wrong-token': { kinds: ['server'], handled: /^had the user sign in again, and made session/ },
  'token-removed': { kinds: ['session-lost'], handled: /^signed the user out/ },
  'token-renewed': {
    kinds: [],
    handled: /^was asked for another token.+;was answered by the same handle: ok$/,
  },
  'server-gone': {
    kinds: Array<string>(3).fill('connection-failed'),
    handled: /^told the user after 2 more/,
  },
  'no-reclaim': { kinds: ['connection-lost'], handled: /^did the job over: ok$/ },
  'wrong-path': { kinds: ['http-status'], handled: /^showed status 404/ },
  'not-janus': { kinds: ['protocol'], handled: /^asked the user to open a browser/ },
  'in-doubt': {
    kinds: ['request-in-doubt', 'request-in-doubt'],
    handled: /^asked: there is no room, sent it again;asked: the room is there, went on$/,
  },
  'request-timeout': { kinds: ['request-timeout'], handled: /^asked once more, and was answered: ok$/ },
  'too-many-waiting': { kinds: ['too-many-waiting'], handled: /^waited until the session was live/ },
  'plugin-refused': { kinds: ['plugin'], handled: /^created the room and joined it$/ },
  'handle-detached': { kinds: ['handle-detached'], handled: /^attached again/ },
  'handle-ended': { kinds: ['handle-ended'], handled: /^used it inside attach\$: ok$/ },
  'session-ended': { kinds: ['session-ended'], handled: /^attached inside create\$/ },
  'claimed-twice': { kinds: ['session-superseded'], handled: /^went on with the later one/ },
  'invalid-argument': { kinds: ['invalid-argument'], handled: /^forgot what was stored, and made session/ },
};
const names = Object.keys(expected);
/** A session does not die with its line there. */
const notOverRest = 'reclaim-off';
const ownServer = ['expired', 'reclaim-off', 'wrong-token', 'token-removed', 'token-renewed', 'wrong-path'];

jest.setTimeout(LIMIT_MS);

beforeAll(() => buildIfNeeded(), 120_000);

describe('the error handling example', () => {
  it('provokes every kind of the union', () => {
    const kinds = Object.values(janus).flatMap((value) =>
      typeof value === 'function' && 'kind' in value ? [value.kind] : [],
    );
    expect(new Set(Object.values(expected).flatMap((one) => one.kinds))).toEqual(new Set(kinds));
    expect(kinds.length).toBeGreaterThan(15);
  });

  it('has a file for each case, which its page names', () => {
    const files = readFiles('examples/error-handling/cases', '.mjs').map(({ path }) =>
      path.replace(/^.*\/|\.mjs$/g, ''),
    );
    expect(files).toEqual([...names].sort());
    const page = readFiles('examples/error-handling', '.md')
      .map(({ text }) => text)
      .join();
    expect(names.filter((name) => !page.includes(`(cases/${name}.mjs)`))).toEqual([]);
  });

  describe.each([
    ['a real Janus', 'WebSocket', 'installed', 'the Janus of this machine'],
    ['a real Janus', 'REST', 'installed', 'the Janus of this machine'],
    ['the simulator', 'WebSocket', 'simulator', 'the built-in simulator'],
    ['the simulator', 'REST', 'simulator', 'the built-in simulator'],
  ])('on %s, over %s', (_, over, choice, words) => {
    const works = choice === 'installed' && !hasRealJanus ? it.skip : it;
    const played = over === 'REST' ? names.filter((name) => name !== notOverRest) : names;
    let run: Run;
    beforeAll(async () => {
      const running = allRuns().get(`${choice} ${over}`);
      if (running) run = await running;
    }, LIMIT_MS);

    works('says what it runs on, and that all was handled', () => {
      expect(run.text).toContain(`rxjs-janus over ${over}, on ${words}`);
      expect(run.text).toMatch(new RegExp(`\\n${played.length} of ${played.length} cases handled as told`));
      expect(run.text.includes(`${notOverRest}: not run`)).toBe(over === 'REST');
      expect(run.code).toBe(0);
    });

    works.each(played)('%s: the error comes, and is handled', (name) => {
      const block = blockOf(run.text, name);
      expect(saidIn(block, 'did').length).toBeGreaterThan(0);
      expect(saidIn(block, 'error').map((error) => error.replace(/: .*/, ''))).toEqual(expected[name]?.kinds);
      expect(saidIn(block, 'handled').join(';')).toMatch(expected[name]?.handled ?? /^$/);
    });

    works('is done in 30 s, shows no id in full and no token, and leaves no folder behind', () => {
      expect(run.seconds).toBeLessThan(30);
      expect(run.text).not.toMatch(/\d{8,}/);
      expect(run.text).not.toContain("-token'");
      expect(run.left).toEqual([]);
    });
  });

  it('runs what a server named by JANUS_URL allows, and ends its sessions but for the two whose line it cut for good', async () => {
    const { server, stop } = await simulated();
    try {
      const { text, code } = await start([], { JANUS_URL: server.webSocketUrl });
      const notRun = [...text.matchAll(/^([\w-]+): not run, as it needs a server of its own/gm)];
      expect(notRun.map(([, name]) => name).sort()).toEqual([...ownServer].sort());
      expect(text).toContain(
        `${names.length - ownServer.length} of ${names.length - ownServer.length} cases`,
      );
      expect(code).toBe(0);
      expect(server.sessions().map(({ owner }) => owner)).toEqual(['none', 'none']);
    } finally {
      stop();
    }
  });

  it('runs the cases that it is told to', async () => {
    const { text, code } = await start(['stored-id', 'invalid-argument'], { JANUS_DEMO: 'simulator' });
    expect(text).toMatch(/\n2 of 2 cases handled as told/);
    expect(code).toBe(0);
  });

  it('fails where the error does not come', async () => {
    const { text, code } = await start(['stored-id'], { JANUS_URL: `ws://127.0.0.1:${await freePort()}` });
    expect(text).toContain('It went otherwise: no connection to ws://127.0.0.1:');
    expect(text).toContain('0 of 1 cases handled');
    expect(code).toBe(1);
  });

  it('names its cases to who asks for another', async () => {
    const { text, code } = await start(['none']);
    expect(text).toContain(`there is no case none; there are: `);
    expect(code).toBe(1);
  });
});

let started: Map<string, Promise<Run>> | undefined;

/** At the same time: most of it is waiting. */
function allRuns(): Map<string, Promise<Run>> {
  const choices = hasRealJanus ? ['installed', 'simulator'] : ['simulator'];
  started ??= new Map(
    choices.flatMap((choice): [string, Promise<Run>][] => [
      [`${choice} WebSocket`, start([], { JANUS_DEMO: choice })],
      [`${choice} REST`, start(['--rest'], { JANUS_DEMO: choice })],
    ]),
  );
  return started;
}

interface Run {
  readonly code: number;
  readonly text: string;
  readonly seconds: number;
  /** In its temporary folder. */
  readonly left: readonly string[];
}

function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Run> {
  const { PATH = '', JANUS_BIN = '' } = process.env;
  const folder = mkdtempSync(join(tmpdir(), 'rxjs-janus-errors-'));
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['examples/error-handling/main.mjs', ...args],
      { cwd: root, env: { PATH, JANUS_BIN, TMPDIR: folder, ...env }, timeout: LIMIT_MS - 5_000 },
      (_error, stdout, stderr) => {
        const left = readdirSync(folder);
        rmSync(folder, { recursive: true, force: true });
        const seconds = (performance.now() - startedAt) / 1_000;
        resolve({ code: child.exitCode ?? -1, text: stdout + stderr, seconds, left });
      },
    );
  });
}

/** The example uses the package as it is built. */
function buildIfNeeded(): Promise<void> {
  const script = "import('./scripts/setup/dist.mjs').then(({ ensureDist }) => ensureDist())";
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ['-e', script], { cwd: root }, (error) =>
      error ? reject(new Error('the build failed', { cause: error })) : resolve(),
    );
  });
}

async function simulated(): Promise<{ readonly server: JanusSimulator; stop(): void }> {
  const server$ = new ReplaySubject<JanusSimulator>(1);
  const running = simulator$({ reclaimSessionTimeoutMs: 10_000 }).subscribe(server$);
  return { server: await firstValueFrom(server$), stop: () => running.unsubscribe() };
}

function blockOf(text: string, name: string): string {
  return text.split('\n\n').find((block) => block.startsWith(`${name}: `)) ?? '';
}

function saidIn(block: string, what: 'did' | 'error' | 'handled'): string[] {
  return [...block.matchAll(new RegExp(`^ {3}${what} +(.+)$`, 'gm'))].map(([, words = '']) => words);
}
