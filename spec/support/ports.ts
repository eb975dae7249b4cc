// Free ports for servers that must be told theirs: above those that media takes in specs (UDP, 20000 to 24999 by the
// servers' settings), below the range that outgoing connections are given.
import { createServer, type Server } from 'node:net';
import { sleep } from './until.js';

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
    if (handedOut.has(port) || !(await isFree(port))) continue;
    handedOut.add(port);
    return port;
  }
}

export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

const LISTEN_MS = 2_000;
const AGAIN_MS = 50;

/**
 * Listens on a port of its own. Whoever else holds it is waited for up to 2 s: a look at whether a port is free holds it
 * for a moment, and so does a connection that goes out from it. Resolves without listening once it is not `wanted`.
 */
export async function listen(server: Server, port: number, wanted = (): boolean => true): Promise<void> {
  const deadline = performance.now() + LISTEN_MS;
  while (wanted())
    try {
      return await listenNow(server, port);
    } catch (error) {
      if (performance.now() >= deadline) throw error;
      await sleep(AGAIN_MS);
    }
}

function listenNow(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      server.off('close', resolve);
      reject(error);
    };
    server.once('close', resolve).once('error', fail).listen(port, '127.0.0.1', resolve);
  });
}
