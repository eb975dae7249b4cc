// Many clients of one server, each broken at a moment of its own, all of them at once.
import { type RealJanus, type JanusOptions, startJanus } from '../../support/janus/index.js';
import { type Over } from '../../support/servers/target.js';
import { sleep } from '../../support/until.js';
import { type Client, type Outcome, startClient } from './client.js';
import { seeded } from './seeded.js';

/** How a line is broken. */
export interface Break {
  readonly name: string;
  run(client: Client): Promise<void>;
}

export interface Story {
  readonly over: Over;
  readonly janus: JanusOptions;
  /** The keep-alive period that the client's defaults make of the server's, milliseconds. */
  readonly periodMs: number;
  /** Whether to count from an answered beat, or from the session's beginning. */
  readonly fromBeat: boolean;
  /** When the line breaks, milliseconds from there. */
  readonly moments: readonly number[];
  readonly breaks: readonly Break[];
}

/** The line is cut, and nothing listens for so long; the client may be told when that is over, as browsers are. */
export const cutFor = (awayMs: number, { told = false } = {}): Break => ({
  name: `${awayMs === 0 ? 'a cut' : `${String(awayMs / 1_000)} s away`}${told ? ', then told' : ''}`,
  run: async (client) => {
    const { line } = client;
    if (awayMs === 0) return line.cut();
    await line.refuse();
    line.cut();
    // Not awaited: the clock of the outcome runs from the cut.
    void sleep(awayMs)
      .then(() => line.refuse(false))
      .then(() => told && client.wake.next());
  },
});

/** Half-open: the line stays and brings nothing any more; later ones work. */
export const stall: Break = {
  name: 'half-open',
  run: (client) => Promise.resolve(client.line.stall()),
};

/** Evenly spread over a period, its end included. */
export const momentsOf = (periodMs: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => Math.round((periodMs * i) / (count - 1)));

export class Moments {
  #clients: readonly Client[] = [];
  readonly #outcomes = new Map<string, Promise<Outcome>>();
  #janus: RealJanus | undefined;

  constructor(readonly story: Story) {}

  async start(): Promise<void> {
    const { story } = this;
    this.#janus = await startJanus(story.janus);
    const cells = story.moments.flatMap((moment) => story.breaks.map((one) => ({ moment, one })));
    const janus = this.#janus;
    this.#clients = await Promise.all(cells.map((_, i) => this.#startClient(janus, i)));
    cells.forEach(({ moment, one }, i) => {
      const client = this.#clients[i];
      if (client === undefined) return;
      const outcome = this.#run(client, moment, one);
      // Its test will tell; until then nobody listens.
      outcome.catch(() => undefined);
      this.#outcomes.set(key(moment, one), outcome);
    });
  }

  /** The client that a break is done to at a moment. */
  clientAt(moment: number, { name }: Break): Client | undefined {
    const { moments, breaks } = this.story;
    return this.#clients[
      moments.indexOf(moment) * breaks.length + breaks.findIndex((one) => one.name === name)
    ];
  }

  /** Of all breaks at a moment, in their order. */
  outcomesAt(moment: number): Promise<Outcome[]> {
    const outcomes = this.story.breaks.map((one) => this.#outcomes.get(key(moment, one)));
    return Promise.all(outcomes.map((outcome) => outcome ?? Promise.reject(new Error('it never began'))));
  }

  async stop(): Promise<void> {
    await Promise.allSettled(this.#outcomes.values());
    await Promise.all(this.#clients.map((client) => client.end()));
    await this.#janus?.stop();
  }

  #startClient(janus: RealJanus, i: number): Promise<Client> {
    return startClient(janus, this.story.over, { backOff: { random: seeded(i) } });
  }

  async #run(client: Client, moment: number, { run }: Break): Promise<Outcome> {
    const { fromBeat, periodMs } = this.story;
    if (fromBeat) await client.beat(periodMs * 1.5);
    const from = fromBeat ? performance.now() : client.beganAt;
    await sleep(from + moment - performance.now());
    return client.outcomeOf(() => run(client));
  }
}

const key = (moment: number, { name }: Break): string => `${String(moment)} ${name}`;
