// Runs the same specs against a real Janus and the simulator, over WebSocket and REST, each behind a proxy.
import { hasRealJanus, JANUS_DEFAULTS } from './janus/index.js';
import { startProxy, type Proxy } from './proxy.js';
import { realServer } from './servers/real.js';
import { simulatedServer } from './servers/simulated.js';
import { type Backend, type Kind, type Over, type ServersOptions, type Target } from './servers/target.js';
import { recordWire, type Wire } from './wire.js';

export { type ServersOptions, type Target, type Witness } from './servers/target.js';

const START_MS = 60_000;
const WORDS = { real: 'a real Janus', simulator: 'the simulator', websocket: 'WebSocket', rest: 'REST' };
const KINDS: readonly Kind[] = ['real', 'simulator'];
const OVER: readonly Over[] = ['websocket', 'rest'];

/** Registers `body` once per server and transport; where no Janus is installed its suites count as skipped. */
export function describeServers(
  name: string,
  body: (target: Target) => void,
  options: ServersOptions = {},
): void {
  for (const kind of options.kinds ?? KINDS) {
    const register = kind === 'real' && !hasRealJanus ? describe.skip : describe;
    for (const over of options.over ?? OVER) {
      const target = new RunningTarget(kind, over, options);
      register(`${name} (${target.name})`, () => {
        beforeAll(() => target.start(), START_MS);
        afterAll(() => target.stop());
        beforeEach(() => target.begin());
        afterEach(() => target.line.heal());
        body(target);
      });
    }
  }
}

/** One per file, kind and options, whatever the number of suites; a file has a module registry of its own. */
const backends = new Map<string, Promise<Backend>>();

afterAll(async () => {
  for (const backend of backends.values()) await (await backend).stop();
  backends.clear();
}, START_MS);

function backendOf(kind: Kind, { kinds: _kinds, over: _over, ...options }: ServersOptions): Promise<Backend> {
  const key = JSON.stringify([kind, options]);
  const start = kind === 'real' ? realServer : simulatedServer;
  const backend = backends.get(key) ?? start(options);
  backends.set(key, backend);
  return backend;
}

class RunningTarget implements Target {
  readonly name: string;
  readonly sessionTimeoutMs: number;
  readonly reclaimSessionTimeoutMs: number;
  #running: { readonly backend: Backend; readonly proxy: Proxy; readonly wire: Wire } | undefined;
  #wire: Wire | undefined;

  constructor(
    readonly kind: Kind,
    readonly over: Over,
    readonly options: ServersOptions,
  ) {
    const { sessionTimeout, reclaimSessionTimeout } = { ...JANUS_DEFAULTS, ...options };
    this.name = `${WORDS[kind]} over ${WORDS[over]}`;
    this.sessionTimeoutMs = sessionTimeout * 1_000;
    this.reclaimSessionTimeoutMs = reclaimSessionTimeout * 1_000;
  }

  get url(): string {
    const url = new URL(this.directUrl);
    url.port = String(this.line.port);
    return url.href;
  }

  get directUrl(): string {
    const { webSocketUrl, restUrl } = this.#started.backend;
    return this.over === 'websocket' ? webSocketUrl : restUrl;
  }

  get line(): Proxy {
    return this.#started.proxy;
  }

  get wire(): Wire {
    return this.#wire ?? this.everything;
  }

  get everything(): Wire {
    return this.#started.wire;
  }

  get witness(): Backend['witness'] {
    return this.#started.backend.witness;
  }

  async start(): Promise<void> {
    const backend = await backendOf(this.kind, this.options);
    const url = this.over === 'websocket' ? backend.webSocketUrl : backend.restUrl;
    const proxy = await startProxy(Number(new URL(url).port));
    this.#running = { backend, proxy, wire: recordWire(proxy) };
  }

  async begin(): Promise<void> {
    await this.line.heal();
    this.#wire = this.everything.fromNow();
  }

  async stop(): Promise<void> {
    await this.#running?.proxy.stop();
  }

  get #started() {
    if (this.#running === undefined) throw new Error('the server is there from beforeAll on, not before');
    return this.#running;
  }
}
