// A line of its own to the server, with one or several sessions on it, and the faults that strike it.
import { type JanusTransport, restTransport, webSocketTransport } from 'rxjs-janus';
import { type RealJanus } from '../../support/janus/index.js';
import { type Proxy, startProxy } from '../../support/proxy.js';
import { type Over } from '../../support/servers/target.js';
import { sleep } from '../../support/until.js';
import { Actor } from './actor.js';
import { strike } from './faults.js';
import { randomOf } from './random.js';
import { type Script } from './script.js';

const CONNECT_TIMEOUT_MS = 1_500;

export interface LineOptions {
  readonly seed: number;
  readonly name: string;
  readonly over: Over;
  readonly sessions: number;
}

export class ChaosLine {
  readonly janus$: JanusTransport;
  actors: Actor[] = [];

  private constructor(
    readonly server: RealJanus,
    readonly options: LineOptions,
    readonly proxy: Proxy,
  ) {
    const { over, seed, name } = options;
    const backOff = { ...BACK_OFF, random: randomOf(seed, name, 'back-off').next };
    const url = new URL(over === 'rest' ? server.restUrl : server.webSocketUrl);
    url.port = String(proxy.port);
    const transportOptions = { url: url.href, connectTimeoutMs: CONNECT_TIMEOUT_MS, backOff };
    this.janus$ = over === 'rest' ? restTransport(transportOptions) : webSocketTransport(transportOptions);
  }

  static async open(server: RealJanus, options: LineOptions): Promise<ChaosLine> {
    const port = options.over === 'rest' ? server.ports.rest : server.ports.webSocket;
    return new ChaosLine(server, options, await startProxy(port));
  }

  /** New sessions in the place of those that are over. */
  async fill(): Promise<void> {
    this.actors = this.actors.filter(({ over }) => !over);
    const missing = this.options.sessions - this.actors.length;
    // A black hole counts no bytes, but those who fell into it.
    const carried = (): number => this.proxy.bytesOut + this.proxy.accepted;
    const begun = Array.from({ length: missing }, () => this.#begin(carried));
    this.actors.push(...(await Promise.all(begun)));
  }

  /** On a busy machine a connection may not open within the short limit of these lines. */
  async #begin(carried: () => number, tries = 4): Promise<Actor> {
    try {
      return await Actor.begin(this.options.name, this.janus$, carried);
    } catch (error) {
      if (tries === 1) throw error;
      return this.#begin(carried, tries - 1);
    }
  }

  /** Plays a script, and leaves the line without faults. */
  async play(script: Script): Promise<void> {
    const began = Date.now();
    const waitFor = (atMs: number): Promise<void> => sleep(Math.max(0, began + atMs - Date.now()));
    const faults = script.steps.map(async ({ atMs, fault }) => {
      await waitFor(atMs);
      await strike(this, fault);
    });
    const chores = script.chores.map(async ({ atMs, session, name }) => {
      await waitFor(atMs);
      this.actors[session]?.do(name);
    });
    await Promise.all([...faults, ...chores, waitFor(script.lengthMs)]);
    await this.proxy.heal();
  }

  async close(): Promise<void> {
    for (const actor of this.actors) actor.leave();
    await this.proxy.stop();
  }
}

/** Quick, since all that is waited for must fit into the seconds of a round. */
const BACK_OFF = { firstMs: 100, maxMs: 800 };
