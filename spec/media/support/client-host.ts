// A host of its own for the browser: a namespace inside the one of the specs, whose address can change.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type Socket, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killAtExit } from '../../support/kill-at-exit.js';
import { installedChromium } from './chromium.js';

/** Our end of the cable. */
export const GATEWAY = '10.77.1.1';

export interface ClientHost {
  /** A program that starts Chromium there. */
  readonly executablePath: string;
  /** Takes the address away and gives it another one, `seconds` later. */
  moveTo(address: string): void;
  stop(): void;
}

const ip = (...args: readonly string[]): void => void execFileSync('ip', args);

/** The host, with an address; what its program reaches is {@link GATEWAY} and the addresses behind that. */
export function startClientHost(address: string): ClientHost {
  const child = spawn('unshare', ['--net', 'sleep', '600'], { stdio: 'ignore' });
  killAtExit(child);
  const pid = String(child.pid ?? 0);
  const there = (...args: readonly string[]): void =>
    void execFileSync('nsenter', ['--target', pid, '--net', 'ip', ...args]);
  const folder = mkdtempSync(join(tmpdir(), 'rxjs-janus-host-'));
  const executablePath = join(folder, 'chromium');
  writeFileSync(
    executablePath,
    `#!/bin/sh\nexec nsenter --target ${pid} --net ${installedChromium ?? ''} "$@"\n`,
  );
  chmodSync(executablePath, 0o755);
  let now = address;
  const settle = (): void => {
    there('addr', 'add', `${now}/24`, 'dev', 'c1');
    there('route', 'add', 'default', 'via', GATEWAY);
  };
  // The child is in its namespace a moment after it has begun.
  execFileSync('sh', [
    '-c',
    `until [ "$(readlink /proc/${pid}/ns/net)" != "$(readlink /proc/self/ns/net)" ]; do :; done`,
  ]);
  ip('link', 'add', 'c0', 'type', 'veth', 'peer', 'name', 'c1');
  ip('addr', 'add', `${GATEWAY}/24`, 'dev', 'c0');
  ip('link', 'set', 'c0', 'up');
  ip('link', 'set', 'c1', 'netns', pid);
  there('link', 'set', 'lo', 'up');
  there('link', 'set', 'c1', 'up');
  settle();
  return {
    executablePath,
    moveTo: (next) => {
      there('addr', 'del', `${now}/24`, 'dev', 'c1');
      now = next;
      settle();
    },
    stop: () => {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Carries connections to the gateway on to a port of this machine's. */
export async function startRelay(target: number): Promise<{ readonly port: number; stop(): void }> {
  const ends = new Set<Socket>();
  const server = createServer((socket) => {
    const onward = connect(target, '127.0.0.1');
    socket.pipe(onward).pipe(socket);
    const both = [socket, onward];
    for (const end of both) {
      ends.add(end);
      end.on('error', () => both.forEach((one) => one.destroy())).on('close', () => ends.delete(end));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, GATEWAY, resolve));
  const { port } = server.address() as { readonly port: number };
  const stop = (): void => {
    server.close();
    // A line whose host has lost its address never ends by itself.
    for (const end of ends) end.destroy();
  };
  return { port, stop };
}
