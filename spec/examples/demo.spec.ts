// Runs `npm start` as a newcomer does, and reads what it prints.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../house/support/source-files.js';
import { hasRealJanus } from '../support/janus/index.js';
import { freePort } from '../support/ports.js';

const LIMIT_MS = 60_000;
const secrets = { JANUS_TOKEN: 'a-token-to-hide', JANUS_API_SECRET: 'a-secret-to-hide' };
const real = { JANUS_DEMO: 'installed' };
const runs = [
  {
    on: 'the built-in simulator, as JANUS_DEMO',
    over: 'WebSocket',
    env: { JANUS_DEMO: 'simulator', ...secrets },
  },
  {
    on: 'the built-in simulator, as JANUS_URL is not set and no Janus',
    over: 'REST',
    env: { JANUS_BIN: '/none' },
  },
  { on: 'the Janus of this machine', over: 'WebSocket', env: real },
  { on: 'the Janus of this machine', over: 'REST', env: real },
] as const;
const steps = [
  'A session is created',
  'A handle is used',
  'The line is cut, and nobody can connect for a moment',
  'The session is reclaimed',
  'The handle still answers',
  'The farewell: nobody is subscribed any more',
  'Nothing is left on the server',
];

jest.setTimeout(LIMIT_MS);

describe('npm start', () => {
  it('is what package.json says', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    expect(scripts['start']).toBe('node scripts/start.mjs');
  });

  // First, and alone: should the build be out of date, it is this run that builds.
  it('fails with what can be done when nothing listens at JANUS_URL', async () => {
    const url = `ws://user:word@127.0.0.1:${await freePort()}/?token=hidden`;
    const { code, text } = await start([], { JANUS_URL: url });
    expect(text).toMatch(/It went otherwise: no connection to ws:\/\/127\.0\.0\.1:\d+\/.*ECONNREFUSED/);
    expect(text).toContain('Look whether a Janus listens at JANUS_URL');
    expect(text).not.toMatch(/word|hidden/);
    expect(code).toBe(1);
  });

  it.each([
    [{ JANUS_URL: 'janus.example' }, [], 'JANUS_URL is no ws, wss, http or https address'],
    [{ JANUS_URL: 'ws://127.0.0.1:8188' }, ['--rest'], '--rest, but JANUS_URL is a WebSocket address'],
    [{ JANUS_DEMO: 'real' }, [], "JANUS_DEMO is 'real'"],
    [{ JANUS_DEMO: 'installed', JANUS_BIN: '/none' }, [], 'no Janus is installed here'],
    [{}, ['--loud'], "Unknown option '--loud'"],
  ])('tells what is wrong about %j %j', async (env, args, problem) => {
    const { code, text } = await start(args, env);
    expect(text).toContain(`It went otherwise: ${problem}`);
    expect(text).toMatch(/\nTry: .+\n$/);
    expect(code).toBe(1);
  });

  it('ends the session on the server when it is interrupted', async () => {
    const { code, text } = await start([], { JANUS_DEMO: 'simulator' }, 'answers: ok');
    expect(text).toMatch(/-> detach handle .+\n +-> destroy session .+\n +<- success\n/);
    expect(text).toMatch(/\ninterrupted: the session was ended on the server\n$/);
    expect(code).toBe(130);
  });

  describe.each(runs)('on $on over $over', ({ on, over, env }) => {
    const works = env === real && !hasRealJanus ? it.skip : it;
    let run: Run;
    beforeAll(async () => {
      const running = all().get(`${on} ${over}`);
      if (running) run = await running;
    });

    works('tells what it runs on, and that all went as told', () => {
      expect(run.text).toContain(`rxjs-janus over ${over}, on ${on}`);
      expect(run.text).toMatch(/All went as told, 7 steps in \d+\.\d s\.\n$/);
      expect(run.code).toBe(0);
    });

    works('shows each step with its frames, both ways', () => {
      expect(titlesOf(run.text)).toEqual(steps);
      expect(framesOf(run.text, 1)).toEqual(expect.arrayContaining(['-> create', '<- success id #']));
      expect(framesOf(run.text, 2)).toEqual(
        expect.arrayContaining([
          '-> attach janus.plugin.echotest',
          '-> message {"audio":true,"video":true}',
          '<- event {"echotest":"event","result":"ok"}',
          '-> keepalive session #',
          '<- ack',
        ]),
      );
      expect(framesOf(run.text, 4).slice(-2)).toEqual(['-> claim session #', '<- success']);
      expect(framesOf(run.text, 7)).toEqual(['-> claim session #', '<- error 458 No such session #']);
    });

    works('uses one handle before and after, and keeps the session alive', () => {
      const [before, after] = [2, 5].map(
        (step) => /handle (\d+…) answers: ok/.exec(stepOf(run.text, step))?.[1],
      );
      expect(before).toBeDefined();
      expect(after).toBe(before);
      expect(framesOf(run.text, 5)).not.toContain('-> attach janus.plugin.echotest');
      expect(framesOf(run.text, 5)).toContain('-> keepalive session #');
    });

    works('says farewell in order, and closes the line after it', () => {
      const farewell = framesOf(run.text, 6).filter((frame) => frame.startsWith('->'));
      expect(farewell).toEqual(['-> detach handle #', '-> destroy session #']);
      expect(stepOf(run.text, 6)).toMatch(/the line is closed\s*$/);
    });

    works('shows no id in full, no token, no secret, and no colour where there is no terminal', () => {
      expect(run.text).not.toMatch(/\d{8,}/);
      expect(run.text).not.toContain('to-hide');
      expect(run.text).not.toContain('\u001b');
    });

    works('is done in 15 s and leaves no folder behind', () => {
      expect(run.seconds).toBeLessThan(15);
      expect(run.left).toEqual([]);
    });
  });
});

let started: Map<string, Promise<Run>> | undefined;

/** All at the same time, once the build is known to be there. */
function all(): Map<string, Promise<Run>> {
  started ??= new Map(
    runs
      .filter(({ env }) => env !== real || hasRealJanus)
      .map(({ on, over, env }) => [`${on} ${over}`, start(over === 'REST' ? ['--rest'] : [], env)]),
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

/** `interruptAt`: it is interrupted, as by Ctrl-C, when it has printed that. */
function start(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  interruptAt?: string,
): Promise<Run> {
  const { PATH = '', JANUS_BIN = '' } = process.env;
  const folder = mkdtempSync(join(tmpdir(), 'rxjs-janus-npm-start-'));
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['scripts/start.mjs', ...args],
      { cwd: root, env: { PATH, JANUS_BIN, TMPDIR: folder, ...env }, timeout: LIMIT_MS - 5_000 },
      (_error, stdout, stderr) => {
        const left = readdirSync(folder);
        rmSync(folder, { recursive: true, force: true });
        const seconds = (performance.now() - startedAt) / 1_000;
        resolve({ code: child.exitCode ?? -1, text: stdout + stderr, seconds, left });
      },
    );
    let printed = '';
    child.stdout?.on('data', (text: string) => {
      if (interruptAt === undefined || printed.includes(interruptAt)) return;
      printed += text;
      if (printed.includes(interruptAt)) child.kill('SIGINT');
    });
  });
}

const TITLE = /^\d+\. (.+) \(\d+\.\d s\)$/gm;

function titlesOf(text: string): string[] {
  return [...text.matchAll(TITLE)].map(([, title = '']) => title);
}

function stepOf(text: string, step: number): string {
  return text.split(/^(?=\d+\. )/m)[step] ?? '';
}

/** The frames of one step, with # for ids. */
function framesOf(text: string, step: number): string[] {
  const frames = stepOf(text, step).match(/^ {5}(->|<-) .+$/gm) ?? [];
  return frames.map((frame) => frame.trim().replace(/\d+…/g, '#'));
}
