// Free ports for servers that must be told theirs: above those that media takes in specs (UDP, 20000 to 24999 by the
// servers' settings), below the range that outgoing connections are given.
import { createServer } from 'node:net';

const LOWEST = 25_000;
const HIGHEST = 32_000;
/** Workers of one run never meet: each draws from ports of its own. */
const WORKERS = 4;
const worker = Number(process.env['JEST_WORKER_ID'] ?? 0) % WORKERS;
const handedOut = new Set<number>();

/** Ports nobody listens on at 127.0.0.1, none of them handed out twice by this process. */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  while (ports.length < count) ports.push(await freePort());
  return ports;
}

/** Drawn at random, so that several runs on one machine seldom meet. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = LOWEST + worker + WORKERS * Math.floor((Math.random() * (HIGHEST - LOWEST)) / WORKERS);
    if (handedOut.has(port)) continue;
    // Before the look: whoever draws the same one meanwhile must not find it free as well.
    handedOut.add(port);
    if (await isFree(port)) return port;
  }
}

export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
