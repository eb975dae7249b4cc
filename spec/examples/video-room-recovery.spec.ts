// Runs the example as a reader does, and reads what it prints.
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../house/support/source-files.js';
import { hasRealJanus } from '../support/janus/index.js';
import { hasNamespaces, inNamespace, MEDIA_ADDRESS } from '../support/namespace/index.js';
import { freePort } from '../support/ports.js';

const LIMIT_MS = 45_000;

/** What is said below each title, in the order of the alphabet: who are there at first may be told in any order. */
const steps: readonly (readonly [title: string, said: readonly (string | RegExp)[]])[] = [
  ['Ann and Bob are in a room', []],
  ['Eva joins to watch', ['Ann joined', 'Bob joined', 'in the room: Ann, Bob']],
  ['Cid joins, and the server tells', ['Cid joined', 'in the room: Ann, Bob, Cid']],
  ['The line is cut; meanwhile Ann leaves and Dan joins', [/^connection lost/]],
  [
    'The session is reclaimed, and the room asked who is there',
    ['Ann left', 'Dan joined', 'in the room: Bob, Cid, Dan', 'session # is live again, by claim'],
  ],
  [
    'The page is about to go: what is needed is stored',
    ['a snapshot of version 1: session #, 1 handle, no secrets'],
  ],
  ['The page is gone, and Bob leaves and Fay joins', []],
  [
    'The new page takes the session up by its snapshot',
    ['Bob left', 'Fay joined', 'in the room: Cid, Dan, Fay', 'session # and handle # are live again'],
  ],
  [
    'The room is closed, and nobody is in it',
    [
      'Cid left',
      'Dan left',
      'Fay left',
      'in the room: nobody',
      'the watcher has left, and its line is closed',
    ],
  ],
];

jest.setTimeout(LIMIT_MS);

beforeAll(() => buildIfNeeded(), 120_000);

const secrets = { JANUS_TOKEN: 'a-token-to-hide', JANUS_API_SECRET: 'a-secret-to-hide' };

function expectAsTold(run: Run, publishers: readonly string[] = []): void {
  const live = (said: string): string =>
    said.startsWith('in the room')
      ? said.replace(/\b[A-Z]\w+/g, (name) => (publishers.includes(name) ? `${name} (live)` : name))
      : said;
  expect(toldIn(run.text)).toEqual(
    steps.map(([title, said]) => [
      title,
      said.map((line) => (typeof line === 'string' ? live(line) : expect.stringMatching(line))),
    ]),
  );
  expect(run.text).toMatch(/\nAll went as told, 9 steps in \d+\.\d s\.\n$/);
  expect(run.text).not.toMatch(/\d{8,}|to-hide/);
  expect([run.code, run.left]).toEqual([0, []]);
  expect(run.seconds).toBeLessThan(40);
}

describe('the example of a video room', () => {
  describe.each([
    ['a real Janus', 'installed', 'the Janus of this machine', 'WebSocket'],
    ['a real Janus', 'installed', 'the Janus of this machine', 'REST'],
    ['the simulator', 'simulator', 'the built-in simulator', 'WebSocket'],
    ['the simulator', 'simulator', 'the built-in simulator', 'REST'],
  ])('on %s (%s, %s over %s)', (_, choice, words, over) => {
    const args = over === 'REST' ? ['--rest'] : [];
    const isReal = choice === 'installed';

    (isReal && !hasRealJanus ? it.skip : it)(
      'tells each who came and went once, through a cut and a reload',
      async () => {
        const run = await start(args, { JANUS_DEMO: choice, ...secrets });
        expect(run.text).toContain(`rxjs-janus over ${over}, on ${words}`);
        expectAsTold(run);
      },
    );

    if (isReal)
      (hasRealJanus && hasNamespaces ? it : it.skip)('tells who publishes, before and after', async () => {
        const run = await start(args, { JANUS_DEMO: choice, JANUS_MEDIA: MEDIA_ADDRESS }, inNamespace);
        expectAsTold(run, ['Ann', 'Cid', 'Dan', 'Fay']);
      });
  });

  it('fails with what can be done when nobody listens', async () => {
    const { text, code } = await start([], { JANUS_URL: `ws://127.0.0.1:${await freePort()}` });
    expect(text).toMatch(/It went otherwise: no connection to ws:\/\/127\.0\.0\.1:\d+/);
    expect(text).toContain('Look whether a Janus listens at JANUS_URL');
    expect(code).toBe(1);
  });
});

interface Run {
  readonly code: number;
  readonly text: string;
  readonly seconds: number;
  /** In its temporary folder. */
  readonly left: readonly string[];
}

type Command = [program: string, args: string[]];

function start(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  inside = (program: string, all: string[]): Command => [program, all],
): Promise<Run> {
  const { PATH = '', JANUS_BIN = '' } = process.env;
  const folder = mkdtempSync(join(tmpdir(), 'rxjs-janus-video-room-'));
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const [program, all] = inside(process.execPath, ['examples/video-room-recovery/main.mjs', ...args]);
    const child = execFile(
      program,
      all,
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

/** The steps, with # for ids. */
function toldIn(text: string): (readonly [title: string, said: readonly string[]])[] {
  const blocks = text.split(/^(?=\d+\. )/m).slice(1);
  return blocks.map((block) => {
    const [, title = ''] = /^\d+\. (.+) \(\d+\.\d s\)/.exec(block) ?? [];
    const said = [...block.matchAll(/^ {3}(.+)$/gm)].map(([, line = '']) => line.replace(/\d+…/g, '#'));
    return [title, said.sort()];
  });
}
