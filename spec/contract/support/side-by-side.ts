// Runs the cases of a file side by side, each on every server and transport: what they wait for must not add up.
import { hasRealJanus } from '../../support/janus/index.js';
import { realServer } from '../../support/servers/real.js';
import { simulatedServer } from '../../support/servers/simulated.js';
import { type Backend, type Kind, type Over, type ServersOptions } from '../../support/servers/target.js';
import { within } from '../../support/until.js';
import { type Rig, rigFor } from './rig.js';
import { Slots } from './slots.js';

export interface CasesOptions extends ServersOptions {
  /** A server per case, for those that change or restart it; one per group by default. */
  readonly ownServer?: boolean;
}

export type Cases = Readonly<Record<string, (rig: Rig) => Promise<void>>>;

const WORDS = { real: 'a real Janus', simulator: 'the simulator', websocket: 'WebSocket', rest: 'REST' };
const START_MS = 60_000;
/** The longest that one case may take; an empty long poll is answered after 30 s. */
const CASE_MS = 75_000;
const ALL_MS = 170_000;
const slots = new Slots(24);
/** `JANUS_CASES='by destroy'` runs only the cases whose titles hold that: `-t` would wait for all of them. */
const wanted = process.env['JANUS_CASES'] ?? '';

/**
 * Registers every case once per server and transport. All begin when the file does, as far as there is room, and each
 * test tells how its own went; where no Janus is installed its tests count as skipped.
 */
export function sideBySide(name: string, all: Cases, options: CasesOptions = {}): void {
  const cases = Object.fromEntries(Object.entries(all).filter(([title]) => title.includes(wanted)));
  if (Object.keys(cases).length === 0) return;
  const group = new Group(cases, options);
  const kinds = (options.kinds ?? ['real', 'simulator']).filter((kind) => kind !== 'real' || hasRealJanus);
  const overs = options.over ?? ['websocket', 'rest'];
  beforeAll(() => group.start(kinds, overs), START_MS);
  afterAll(() => group.stop(), START_MS);
  for (const kind of options.kinds ?? ['real', 'simulator'])
    for (const over of overs)
      (kinds.includes(kind) ? describe : describe.skip)(
        `${name} (${WORDS[kind]} over ${WORDS[over]})`,
        () => {
          for (const title of Object.keys(cases)) it(title, () => group.outcome(kind, over, title), ALL_MS);
        },
      );
}

class Group {
  readonly #backends: Promise<Backend>[] = [];
  readonly #shared = new Map<Kind, Promise<Backend>>();
  readonly #outcomes = new Map<string, Promise<void>>();

  constructor(
    readonly cases: Cases,
    readonly options: CasesOptions,
  ) {}

  async start(kinds: readonly Kind[], overs: readonly Over[]): Promise<void> {
    if (!this.options.ownServer) await Promise.all(kinds.map((kind) => this.#backend(kind)));
    for (const [title, body] of Object.entries(this.cases))
      for (const kind of kinds) for (const over of overs) this.#begin(kind, over, title, body);
  }

  async outcome(kind: Kind, over: Over, title: string): Promise<void> {
    const outcome = this.#outcomes.get(key(kind, over, title));
    if (outcome === undefined) throw new Error('it never began');
    return outcome;
  }

  async stop(): Promise<void> {
    await Promise.allSettled(this.#outcomes.values());
    await Promise.all(this.#backends.map(async (backend) => (await backend).stop()));
  }

  #begin(kind: Kind, over: Over, title: string, body: Cases[string]): void {
    const outcome = slots.run(() => this.#run(kind, over, title, body));
    // Its test will tell; until then nobody listens.
    outcome.catch(() => undefined);
    this.#outcomes.set(key(kind, over, title), outcome);
  }

  async #run(kind: Kind, over: Over, title: string, body: Cases[string]): Promise<void> {
    const backend = await this.#backend(kind);
    const rig = await rigFor(kind, over, backend, this.options);
    try {
      await within(title, body(rig), CASE_MS);
    } finally {
      await rig.end();
      if (this.options.ownServer) await backend.stop();
    }
  }

  #backend(kind: Kind): Promise<Backend> {
    const { kinds: _kinds, over: _over, ownServer, ...options } = this.options;
    const start = (): Promise<Backend> => (kind === 'real' ? realServer(options) : simulatedServer(options));
    if (ownServer) return start();
    const backend = this.#shared.get(kind) ?? start();
    if (!this.#shared.has(kind)) this.#backends.push(backend);
    this.#shared.set(kind, backend);
    return backend;
  }
}

const key = (kind: Kind, over: Over, title: string): string => `${kind} ${over} ${title}`;
