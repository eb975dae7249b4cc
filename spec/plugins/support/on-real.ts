// A plugin on a real Janus, over WebSocket and REST: attached, asked, its replies held against the types.
import { type Observable } from 'rxjs';
import {
  type HandleOf,
  type JanusSession,
  type JanusTransport,
  type Plugin,
  type Reply,
  PluginError,
  create$,
  restTransport,
  webSocketTransport,
} from 'rxjs-janus';
import { type JanusOptions, type RealJanus, hasRealJanus, startJanus } from '../../support/janus/index.js';
import { type Proxy, startProxy } from '../../support/proxy.js';
import { type Watched, watch } from '../../support/watch.js';
import { type Shape, expectShape } from './shape.js';

type Over = 'websocket' | 'rest';

const OVER: readonly Over[] = ['websocket', 'rest'];

export interface OnReal<P extends Plugin> {
  readonly over: Over;
  readonly janus: RealJanus;
  /** What `attached` talks through. */
  readonly line: Proxy;
  transport(): JanusTransport;
  /** A handle in a session of its own; `past` the line it is somebody else's. */
  attached(past?: 'past'): Promise<{ readonly session: JanusSession; readonly handle: HandleOf<P> }>;
  /** Lets things happen while the line is cut; resolves when the session is claimed back. */
  inGap(session: JanusSession, happen: () => Promise<unknown>): Promise<void>;
  /** Subscribes until the test is over. */
  follow<T>(source$: Observable<T>): Watched<T>;
}

/** `it` where a Janus is installed, else `it.skip`. */
export const itOnReal = hasRealJanus ? it : it.skip;

/** Registers `body` once per transport, WebSocket and REST by default; where no Janus is installed its suites count as skipped. */
export function onReal<P extends Plugin>(
  name: string,
  plugin: P,
  { over: overs = OVER, ...options }: JanusOptions & { readonly over?: readonly Over[] },
  body: (it: OnReal<P>) => void,
): void {
  const bench = new Bench(plugin);
  const register = hasRealJanus ? describe : describe.skip;
  register(`${name} on a real Janus`, () => {
    beforeAll(async () => void (bench.running = await startJanus(options)), 20_000);
    afterAll(() => bench.running?.stop());
    describe.each(overs)('over %s', (over) => {
      beforeEach(() => bench.begin(over));
      afterEach(() => bench.end());
      body(bench);
    });
  });
}

class Bench<P extends Plugin> implements OnReal<P> {
  running: RealJanus | undefined;
  over: Over = 'websocket';
  #line: Proxy | undefined;
  readonly #watched: Watched<unknown>[] = [];

  constructor(readonly plugin: P) {}

  get janus(): RealJanus {
    if (!this.running) throw new Error('the server is there from beforeAll on');
    return this.running;
  }

  get line(): Proxy {
    if (!this.#line) throw new Error('the line is there from beforeEach on');
    return this.#line;
  }

  async begin(over: Over): Promise<void> {
    this.over = over;
    this.#line = await startProxy(this.#directPort);
  }

  async end(): Promise<void> {
    for (const one of this.#watched.splice(0).reverse()) one.unsubscribe();
    // Farewells pass before the line goes.
    await new Promise((resolve) => setTimeout(resolve, 20));
    await this.#line?.stop();
  }

  transport(): JanusTransport {
    return this.#transportTo(this.line.port);
  }

  async attached(past?: 'past'): Promise<{ session: JanusSession; handle: HandleOf<P> }> {
    const janus$ = past ? this.#transportTo(this.#directPort) : this.transport();
    const session = await this.follow(create$(janus$)).value();
    const handle = await this.follow(session.attach$(this.plugin)).value();
    return { session, handle };
  }

  async inGap(session: JanusSession, happen: () => Promise<unknown>): Promise<void> {
    const gaps = this.follow(session.gap$);
    await this.line.refuse();
    this.line.cut();
    await happen();
    await this.line.refuse(false);
    await gaps.value(0, { timeoutMs: 9_000 });
  }

  get #directPort(): number {
    const { rest, webSocket } = this.janus.ports;
    return this.over === 'rest' ? rest : webSocket;
  }

  #transportTo(port: number): JanusTransport {
    return this.over === 'rest'
      ? restTransport({ url: `http://127.0.0.1:${port}/janus` })
      : webSocketTransport({ url: `ws://127.0.0.1:${port}` });
  }

  follow<T>(source$: Observable<T>): Watched<T> {
    const following = watch(source$);
    this.#watched.push(following);
    return following;
  }
}

/** The one answer of a request. */
export async function answerOf<T>(source$: Observable<T>): Promise<T> {
  const watched = watch(source$);
  const value = await watched.value();
  watched.unsubscribe();
  return value;
}

/** The name of the code that a plugin refuses with. */
export async function refusalOf(source$: Observable<unknown>): Promise<string> {
  const { error, values } = await watch(source$).end();
  if (error instanceof PluginError) return error.codeName;
  throw new Error(`not refused by the plugin: ${JSON.stringify(values)}`, { cause: error });
}

/** A reply whose fields are those of the types, no more and no less. */
export async function shaped<D extends object>(
  shape: Shape,
  verb: string,
  source$: Observable<Reply<D>>,
): Promise<Reply<D>> {
  const reply = await answerOf(source$);
  expectShape(reply.data, shape, verb);
  return reply;
}
