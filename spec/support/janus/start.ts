// Starts a real Janus for one spec file: temporary folder, free ports, ready when it answers, gone when stopped.
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../ports.js';
import { until } from '../until.js';
import { JanusAdmin } from './admin.js';
import { writeConfigs } from './config.js';
import { installedJanus, type InstalledJanus } from './installed.js';
import { JANUS_DEFAULTS, type JanusOptions, type JanusPorts, type JanusSettings } from './options.js';
import { spawnJanus, type JanusProcess } from './process.js';

const START_MS = 15_000;
const ATTEMPTS = 3;

export interface RealJanus {
  readonly webSocketUrl: string;
  readonly restUrl: string;
  readonly adminUrl: string;
  readonly ports: JanusPorts;
  readonly settings: JanusSettings;
  /** Its configuration and log, until the stop. */
  readonly folder: string;
  /** Of the process that runs now; another one after `restart()`. */
  readonly pid: number;
  readonly running: boolean;
  readonly admin: JanusAdmin;
  /** All that it has written, earlier runs included; readable after the stop too. */
  log(): string;
  /** Ends it if it runs and starts it again on the same ports, with no session left. */
  restart(): Promise<void>;
  /** Ends it without warning; `restart()` brings it back. */
  kill(): Promise<void>;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
}

/** Rejects when no Janus is installed: ask `hasRealJanus` first. */
export async function startJanus(options: JanusOptions = {}): Promise<RealJanus> {
  if (installedJanus === undefined)
    throw new Error('no Janus is installed here; set JANUS_BIN or install the package janus');
  for (let attempt = 1; ; attempt += 1) {
    const server = new JanusServer(installedJanus, await complete(options));
    try {
      await server.start();
      return server;
    } catch (error) {
      await server.stop();
      // Somebody may have taken a port between the look and the start.
      if (attempt === ATTEMPTS || options.ports !== undefined) throw error;
    }
  }
}

async function complete(options: JanusOptions): Promise<JanusSettings> {
  const [webSocket = 0, rest = 0, admin = 0] = options.ports === undefined ? await freePorts(3) : [];
  return { ...JANUS_DEFAULTS, ...options, ports: options.ports ?? { webSocket, rest, admin } };
}

class JanusServer implements RealJanus {
  readonly admin: JanusAdmin;
  readonly folder = mkdtempSync(join(tmpdir(), 'rxjs-janus-'));
  readonly #logFile = join(this.folder, 'janus.log');
  readonly #name = randomUUID();
  #process: JanusProcess | undefined;
  #lastLog = '';

  constructor(
    readonly installed: InstalledJanus,
    readonly settings: JanusSettings,
  ) {
    this.admin = new JanusAdmin(this.adminUrl);
    writeConfigs(this.folder, installed, settings, this.#name);
  }

  get ports(): JanusPorts {
    return this.settings.ports;
  }

  get webSocketUrl(): string {
    return `ws://127.0.0.1:${this.ports.webSocket}`;
  }

  get restUrl(): string {
    return `http://127.0.0.1:${this.ports.rest}/janus`;
  }

  get adminUrl(): string {
    return `http://127.0.0.1:${this.ports.admin}/admin`;
  }

  get pid(): number {
    return this.#process?.pid ?? 0;
  }

  get running(): boolean {
    return this.#process?.running ?? false;
  }

  log(): string {
    if (existsSync(this.#logFile)) this.#lastLog = readFileSync(this.#logFile, 'utf8');
    return this.#lastLog;
  }

  async start(): Promise<void> {
    this.#process = spawnJanus(this.installed, this.folder, this.#logFile);
    try {
      await until('Janus to answer', () => this.#answers(), { timeoutMs: START_MS, everyMs: 25 });
    } catch (error) {
      throw new Error(`Janus did not start; its log ends:\n${this.log().slice(-2_000)}`, { cause: error });
    }
  }

  async restart(): Promise<void> {
    await this.#process?.end('SIGTERM');
    await this.start();
  }

  async kill(): Promise<void> {
    await this.#process?.end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#process?.end('SIGTERM');
    this.log();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** By its name, since another server may have taken the port. */
  async #answers(): Promise<boolean> {
    if (!this.running) throw new Error('the process ended');
    const name = await serverName(this.restUrl);
    if (name === undefined) return false;
    if (name !== this.#name) throw new Error('another server holds its port');
    return (await accepts(this.ports.webSocket)) && (await accepts(this.ports.admin));
  }
}

async function serverName(restUrl: string): Promise<string | undefined> {
  try {
    const headers = { connection: 'close' };
    const response = await fetch(`${restUrl}/info`, { headers, signal: AbortSignal.timeout(1_000) });
    return ((await response.json()) as { 'server-name'?: string })['server-name'];
  } catch {
    return undefined;
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
