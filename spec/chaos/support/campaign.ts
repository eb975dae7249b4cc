// Round after round on one server: all lines at once are broken by their scripts, healed, and held against the rules.
import { type RealJanus } from '../../support/janus/index.js';
import { sleep, until } from '../../support/until.js';
import { type Actor } from './actor.js';
import { type Broken, checkActor } from './checks.js';
import { Figures } from './figures.js';
import { journalOf } from './journal.js';
import { ChaosLine, type LineOptions } from './line.js';
import { randomOf } from './random.js';
import { Resources } from './resources.js';
import { type Rule, type Violation } from './rules.js';
import { printScript, type Script, scriptOf, type WaveKind } from './script.js';
import { dropsMet, ServerWitness } from './witness.js';

export interface CampaignOptions {
  readonly seed: number;
  /** Scripts played on lines, all in all. */
  readonly rounds: number;
  readonly lines: readonly Omit<LineOptions, 'seed'>[];
}

/** The longest that a session may take to come back, or to its end, once its line is without faults. */
const SETTLE_MS = 12_000;
/** One wave in eight of each. */
const WAVES: readonly WaveKind[] = ['short', 'short', 'long', 'short', 'short', 'restart', 'short', 'short'];

export class Campaign {
  readonly violations: Violation[] = [];
  readonly figures = new Figures();
  readonly #witness: ServerWitness;
  readonly #resources = new Resources();
  #lines: ChaosLine[] = [];

  constructor(
    readonly server: RealJanus,
    readonly options: CampaignOptions,
  ) {
    this.#witness = new ServerWitness(server);
  }

  async run(): Promise<void> {
    const { seed, lines } = this.options;
    try {
      for (const line of lines) this.#lines.push(await ChaosLine.open(this.server, { seed, ...line }));
      await this.#play();
    } finally {
      // What is left when something went wrong would keep the process from its end.
      await Promise.all(this.#lines.map((line) => line.close()));
      this.#lines = [];
    }
    for (const what of await this.#resources.left())
      this.#add('no connection, timer or socket is left in the process', what);
  }

  async #play(): Promise<void> {
    const waves = Math.ceil(this.options.rounds / this.#lines.length);
    for (let wave = 0; wave < waves; wave++) await this.#wave(wave, WAVES[wave % WAVES.length] ?? 'short');
    this.#tell('the end', await this.#witness.rooms());
    await this.#leave();
  }

  async #wave(round: number, wave: WaveKind): Promise<void> {
    const { seed } = this.options;
    await Promise.all(this.#lines.map((line) => line.fill()));
    if (wave === 'restart') this.#tell(`before round ${String(round)}`, await this.#witness.rooms());
    const scripts = new Map<ChaosLine, Script>();
    for (const line of this.#lines)
      scripts.set(line, scriptOf({ ...line.options, seed, round, line: line.options.name, wave }));
    const where = (line: ChaosLine): string => {
      const script = scripts.get(line);
      return `seed ${String(seed)}, round ${String(round)}, ${line.options.name}: ${script ? printScript(script) : ''}`;
    };
    const played = [...scripts].map(([line, script]) => line.play(script));
    if (wave === 'restart') played.push(this.#restart(randomOf(seed, round).int(0, 1_000)));
    await Promise.all(played);
    this.figures.played([...scripts.values()]);
    await this.#judge(where);
  }

  async #restart(afterMs: number): Promise<void> {
    await sleep(afterMs);
    for (const { actors } of this.#lines) for (const actor of actors) actor.causes.add('restarted');
    await this.server.restart();
    this.#witness.forget();
  }

  async #judge(where: (line: ChaosLine) => string): Promise<void> {
    const settled = (): boolean => this.#actors.every((actor) => actor.settled);
    await until('all to settle', settled, { timeoutMs: SETTLE_MS }).catch(() => undefined);
    const disagreeing = await this.#witness.sessions(this.#actors);
    await Promise.all(
      this.#lines.flatMap((line) =>
        line.actors.map(async (actor) => {
          const known = disagreeing.filter(([one]) => one === actor).map(([, broken]) => broken);
          const broken = [...known, ...(await this.#judgeOne(actor))];
          this.#tell(
            `${where(line)}
  ${journalOf(actor)}`,
            broken,
          );
          actor.forget();
        }),
      ),
    );
  }

  async #judgeOne(actor: Actor): Promise<Broken[]> {
    const broken: Broken[] = [];
    if (!actor.over && !(await actor.hears().catch(() => false)))
      broken.push(['a session that stands hears its events', `session ${String(actor.id)} does not`]);
    for (const asked of actor.asked) actor.repeatedAttaches += dropsMet(actor, asked);
    if (!actor.over) broken.push(...(await this.#witness.handles(actor)));
    broken.push(...checkActor(actor));
    this.#witness.note(actor.asked);
    this.figures.judged(actor);
    return broken;
  }

  /** All go; the server and the lines must be as if nobody had ever come. */
  async #leave(): Promise<void> {
    for (const actor of this.#actors) actor.leave();
    const left = await this.#witness.left();
    if (left.length > 0)
      this.#add('nothing is left on the server when all have gone', `sessions ${left.join(', ')}`);
    const open = (): number => this.#lines.reduce((sum, { proxy }) => sum + proxy.connections.length, 0);
    await until('closed lines', () => open() === 0, { timeoutMs: 3_000 }).catch(() => undefined);
    if (open() > 0)
      this.#add('no connection, timer or socket is left in the process', `${String(open())} connections`);
  }

  get #actors(): Actor[] {
    return this.#lines.flatMap(({ actors }) => actors);
  }

  #tell(where: string, broken: readonly Broken[]): void {
    for (const [rule, told] of broken)
      this.#add(
        rule,
        `${told}
  ${where}`,
      );
  }

  #add(rule: Rule, told: string): void {
    this.violations.push({ rule, told });
  }
}
