// The service as a process of its own, and what it tells over HTTP.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { root } from '../../house/support/source-files.js';
import { until } from '../../support/until.js';

export interface Service {
  readonly process: ChildProcess;
  /** All that it has printed. */
  printed(): string;
  ready(): Promise<boolean>;
  /** Whether it says that it runs. */
  healthy(): Promise<boolean>;
  /** The sum of a metric over its labels, or over those that match. */
  metric(name: string, labels?: string): Promise<number>;
  /** SIGTERM; resolves with the code, and how many milliseconds passed until the process was gone. */
  stop(): Promise<{ readonly ms: number; readonly code: number | null }>;
}

/** The examples use the package as it is built. */
export function buildIfNeeded(): Promise<void> {
  const script = "import('./scripts/setup/dist.mjs').then(({ ensureDist }) => ensureDist())";
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ['-e', script], { cwd: root }, (error) =>
      error ? reject(new Error('the build failed', { cause: error })) : resolve(),
    );
  });
}

export function startService(port: number, env: Readonly<Record<string, string>>): Service {
  const { PATH = '' } = process.env;
  // Its heap is what it still holds, and nothing that merely has not been collected yet.
  const collect = 'data:text/javascript,setInterval(globalThis.gc,1000).unref()';
  const args = ['--expose-gc', `--import=${collect}`, 'examples/node-monitor/main.mjs'];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { PATH, MONITOR_PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const get = (path: string): Promise<Response> =>
    fetch(`http://127.0.0.1:${String(port)}${path}`, {
      headers: { connection: 'close' },
      signal: AbortSignal.timeout(5_000),
    });
  return {
    process: child,
    printed: () => text,
    ready: async () => {
      if (child.exitCode !== null) throw new Error(`the service ended: ${text.slice(-2_000)}`);
      return (await get('/readyz').catch(() => undefined))?.status === 200;
    },
    healthy: async () => (await get('/healthz').catch(() => undefined))?.status === 200,
    metric: async (name, labels = '') => sumOf(await (await get('/metrics')).text(), name, labels),
    stop: async () => {
      const exit = once(child, 'exit');
      const began = performance.now();
      child.kill('SIGTERM');
      const [code] = (await exit) as [number | null];
      return { ms: performance.now() - began, code };
    },
  };
}

function sumOf(text: string, name: string, labels: string): number {
  const lines = text.split('\n').filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`));
  return lines
    .filter((line) => line.includes(labels))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
}

export async function untilMetric(service: Service, name: string, value: number, labels = ''): Promise<void> {
  let seen = NaN;
  await until(
    `${name} to be ${String(value)}`,
    async () => (seen = await service.metric(name, labels)) === value,
    { timeoutMs: 20_000, everyMs: 200 },
  ).catch((error: unknown) => {
    throw new Error(`${name} is ${String(seen)}, and not ${String(value)}`, { cause: error });
  });
}
