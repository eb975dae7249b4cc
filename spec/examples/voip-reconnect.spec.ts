// Runs the example as a reader does, on a real Janus with SIPp as the other end, and reads what it prints.
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../house/support/source-files.js';
import { hasRealJanus } from '../support/janus/index.js';
import { hasNamespaces, inNamespace } from '../support/namespace/index.js';
import { hasSipp } from '../support/sipp.js';

const LIMIT_MS = 55_000;
const MAIN = 'examples/voip-reconnect/main.mjs';
const works = hasRealJanus && hasNamespaces && hasSipp ? it : it.skip;
const steps = [
  'Alice registers',
  'Alice calls Bob',
  'Her line is cut in mid-call, and nobody can connect for a moment',
  'The session is reclaimed by itself',
  'Her address has changed: ICE is restarted over the line that is back',
  'The handle works as before',
  'Alice hangs up',
  'A background process calls Bob, stores its session, and is gone',
  'The foreground takes the session up',
  'The audio went with its process: hung up and called again, on the same handle',
  'A background process is called by Bob, stores that, and is gone while it rings',
  'The foreground takes the session up, and the call',
];

jest.setTimeout(LIMIT_MS + 5_000);

describe('the call that outlives its line', () => {
  let run: Run;
  beforeAll(async () => {
    if (works !== it.skip) run = await start(...inNamespace(process.execPath, [MAIN]));
  });

  works('tells all its steps, and ends by itself', () => {
    expect(run.text).toMatch(/\nAll went as told, 12 steps in \d+\.\d s\.\n$/);
    expect([...run.text.matchAll(/^\d+\. (.+) \(\d+\.\d s\)$/gm)].map(([, title]) => title)).toEqual(steps);
    expect(run.code).toBe(0);
  });

  works('registers, and calls until the other end has accepted', () => {
    expect(stepOf(run.text, 1)).toContain('registered as alice');
    expect(linesOf(run.text, 2).filter(notCalling).slice(0, 2)).toEqual([
      'ringing',
      'accepted: in a call with sip:bob@10.77.0.1:5070',
    ]);
  });

  works('loses its line without losing audio', () => {
    expect(linesOf(run.text, 3)).toEqual([
      expect.stringMatching(/^session \d+… is without a line: connection lost/),
      expect.stringMatching(/^audio without a line: \d+ packets out, \d+ back/),
    ]);
  });

  works('claims its session, and finds the call standing', () => {
    expect(linesOf(run.text, 4).slice(0, 2)).toEqual([
      expect.stringMatching(/^session \d+… is live again, by claim; handle \d+… goes on$/),
      'the call, as the server knows it: accepted: in a call with sip:bob@10.77.0.1:5070',
    ]);
    expect(idsOf(run.text, 4).session).toBe(idsOf(run.text, 3).session);
  });

  works('hears ever more before, in and after the gap, and after the restart of ICE', () => {
    const heard = [2, 3, 4, 5].map((step) => Number(/; (\d+) back in all/.exec(stepOf(run.text, step))?.[1]));
    expect(heard.every((count) => count >= 20)).toBe(true);
    heard.slice(1).forEach((count, i) => expect(count).toBeGreaterThanOrEqual((heard[i] ?? NaN) + 20));
  });

  works('presses a key that the other end hears, and hangs up, on the reclaimed handle', () => {
    expect(linesOf(run.text, 6)).toEqual(['dtmfsent: Bob has heard the keys 5']);
    expect(linesOf(run.text, 7)).toEqual(['ended: 200 to BYE']);
  });

  works('goes on in another process, under the ids that the first one stored', () => {
    expect(stepOf(run.text, 8)).toMatch(/background: audio in the background: \d+ packets out, \d+ back/);
    expect(linesOf(run.text, 9)).toEqual([
      expect.stringMatching(/is claimed, handle \d+… goes on: accepted: in a call with sip:bob@/),
      'dtmfsent: Bob has heard the keys 5 7',
    ]);
    expect(idsOf(run.text, 9).session).toBe(idsOf(run.text, 8).session);
  });

  works('hangs up there, calls anew, and hears the other end again', () => {
    expect(linesOf(run.text, 10).filter(notCalling)).toEqual([
      'ended: 200 to BYE',
      'ringing',
      'accepted: in a call with sip:bob@10.77.0.1:5070',
      expect.stringMatching(/^audio in the foreground: \d+ packets out, \d+ back; \d{2,} back in all$/),
      'ended: 200 to BYE',
    ]);
  });

  works('takes a call there that rang in the first process', () => {
    expect(stepOf(run.text, 11)).toContain('background: incoming: sip:bob@10.77.0.1:5080 calls');
    expect(linesOf(run.text, 12)).toEqual([
      expect.stringMatching(/is claimed, handle \d+… goes on: incoming: sip:bob@10\.77\.0\.1:5080 calls$/),
      'accepted: in a call with sip:bob@10.77.0.1:5080',
      expect.stringMatching(/^audio in the foreground: \d+ packets out, \d+ back; \d{2,} back in all$/),
      'ended: 200 to BYE',
    ]);
    expect(idsOf(run.text, 12).session).toBe(idsOf(run.text, 11).session);
  });

  works('shows no id in full, is done in 45 s and leaves nothing behind', () => {
    expect(run.text).not.toMatch(/\d{8,}/);
    expect(run.seconds).toBeLessThan(45);
    expect(run.left).toEqual([]);
  });

  it('says which programs are missing', async () => {
    const { code, text } = await start(process.execPath, [MAIN], { JANUS_BIN: '/none' });
    expect(text).toContain('these programs are missing: janus (Debian: janus)');
    expect(text).toContain('See examples/voip-reconnect/README.md.');
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

function start(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Run> {
  const { PATH = '', JANUS_BIN = '' } = process.env;
  const folder = mkdtempSync(join(tmpdir(), 'rxjs-janus-voip-spec-'));
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const child = execFile(
      command,
      args,
      { cwd: root, env: { PATH, JANUS_BIN, TMPDIR: folder, ...env }, timeout: LIMIT_MS },
      (_error, stdout, stderr) => {
        const left = readdirSync(folder);
        rmSync(folder, { recursive: true, force: true });
        const seconds = (performance.now() - startedAt) / 1_000;
        resolve({ code: child.exitCode ?? -1, text: stdout + stderr, seconds, left });
      },
    );
  });
}

function stepOf(text: string, step: number): string {
  return text.split(/^(?=\d+\. )/m)[step] ?? '';
}

function linesOf(text: string, step: number): string[] {
  return [...stepOf(text, step).matchAll(/^ {3}(.+)$/gm)].map(([, line = '']) => line);
}

/** Bob may be quicker with his ringing than the plugin is with its `calling`. */
function notCalling(line: string): boolean {
  return line !== 'calling';
}

function idsOf(text: string, step: number): { readonly session: string | undefined } {
  return { session: /session (\d+…)/.exec(stepOf(text, step))?.[1] };
}
