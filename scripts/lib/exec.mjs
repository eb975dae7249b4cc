import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/**
 * Runs one command to its end, never through a shell and never with a standard input.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, timeoutMs?: number, show?: boolean }} [options]
 * @returns {Promise<{ code: number, stdout: string, stderr: string }>}
 */
export function exec(command, args, { cwd = root, env = {}, timeoutMs = 300_000, show = false } = {}) {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  });
  const out = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) {
    child[name].setEncoding('utf8').on('data', (text) => {
      out[name] += text;
      if (show) process[name].write(text);
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (signal !== null) out.stderr += `\n${command} was ended by ${signal} (limit ${timeoutMs} ms)\n`;
      resolve({ ...out, code: code ?? 1 });
    });
  });
}

/** The same, for steps that cannot fail: rejects with what was printed. */
export async function mustExec(command, args, options) {
  const result = await exec(command, args, options);
  if (result.code === 0) return result;
  throw new Error(`${command} ${args.join(' ')} failed (${result.code})\n${result.stdout}${result.stderr}`);
}
