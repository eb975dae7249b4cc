// What the server itself knows, held against what our side believes.
import { type RealJanus } from '../../support/janus/index.js';
import { until } from '../../support/until.js';
import { type Actor, KEEP_ALIVE_MS } from './actor.js';
import { type Asked, outcomeOf } from './asked.js';
import { type Broken } from './checks.js';
import { CHORES, ROOMS } from './chores.js';
import { type Rule } from './rules.js';

/** A beat, half of one for its answer, and what a busy machine needs. */
const NOTICE_MS = KEEP_ALIVE_MS * 1.5 + 1_500;

/** The server's longest limit, 12 s, and the 4 s that it may be late, with some to spare. */
const TIMED_OUT_MS = 20_000;

const HANDLES: Rule = 'the server has the handles that we hold, and those that a repeated attach can leave';

export class ServerWitness {
  /** How each room that was asked for was answered, by its name. */
  readonly #rooms = new Map<string, Asked>();

  #since = 0;

  constructor(readonly server: RealJanus) {}

  /** Waits until nobody believes in a session that is gone, and tells of those who still do. */
  async sessions(actors: readonly Actor[]): Promise<[Actor, Broken][]> {
    let listed = new Set<number>();
    const agree = async (): Promise<boolean> => {
      listed = new Set(await this.server.admin.listSessions());
      return actors.every((actor) => actor.over || listed.has(actor.id));
    };
    await until('both sides to agree', agree, { timeoutMs: NOTICE_MS, everyMs: 100 }).catch(() => undefined);
    return actors.flatMap((actor): [Actor, Broken][] => {
      if (actor.left || actor.over !== listed.has(actor.id)) return [];
      const rule = actor.over
        ? 'no session is given up that the server still has'
        : 'no session is kept that the server no longer has';
      return [[actor, [rule, `session ${String(actor.id)}`]]];
    });
  }

  /** The handles of a session that stands: the two that it holds, and no more orphans than attaches that met a drop. */
  async handles(actor: Actor): Promise<Broken[]> {
    try {
      return await this.#handles(actor);
    } catch (error) {
      // It may have ended while we looked; of one that stands the server can tell.
      const gone = until('its end', () => actor.over, { timeoutMs: NOTICE_MS });
      const ended = await gone.catch(() => false);
      return ended ? [] : [[HANDLES, `session ${String(actor.id)}: ${String(error)}`]];
    }
  }

  async #handles(actor: Actor): Promise<Broken[]> {
    const wanted = [...actor.echo.values, ...actor.rooms.values].map(({ id }) => id);
    let left: number[] = [];
    const settled = async (): Promise<boolean> => {
      left = await this.server.admin.listHandles(actor.id);
      return left.length === wanted.length;
    };
    await until('farewells', settled, { timeoutMs: 500, everyMs: 100 }).catch(() => undefined);
    const missing = wanted.filter((id) => !left.includes(id)).length;
    const orphans = left.length - wanted.length + missing;
    actor.orphans = Math.max(orphans, actor.orphans);
    if (missing === 0 && orphans <= actor.repeatedAttaches) return [];
    return [
      [
        HANDLES,
        `session ${String(actor.id)}: ${String(missing)} missing, ${String(orphans)} left behind after ${String(actor.repeatedAttaches)} repeated attaches`,
      ],
    ];
  }

  /** The sessions that nobody ends: a farewell that no line carried is made up for by the server's time-outs. */
  async left(): Promise<readonly number[]> {
    let left: readonly number[] = [];
    const gone = async (): Promise<boolean> => (left = await this.server.admin.listSessions()).length === 0;
    await until('farewells', gone, { timeoutMs: TIMED_OUT_MS, everyMs: 100 }).catch(() => undefined);
    return left;
  }

  /** A new server knows nothing of what was asked of the old one. */
  forget(): void {
    this.#rooms.clear();
    this.#since = Date.now();
  }

  /** To be judged later: bytes that a stalled line holds may reach the server after the round. */
  note(asked: readonly Asked[]): void {
    for (const one of asked)
      if (one.name === 'create room' && one.at > this.#since) this.#rooms.set(one.tag, one);
  }

  /** Each room's name stands once where the request was answered, once or not at all where it failed. */
  async rooms(): Promise<Broken[]> {
    const { list } = await this.server.admin.messagePlugin(ROOMS, { request: 'list' });
    const found = new Map<string, number>();
    for (const { description } of list as { description: string }[])
      found.set(description, (found.get(description) ?? 0) + 1);
    const wrong = [...this.#rooms.values()].filter((asked) => {
      const times = found.get(asked.tag) ?? 0;
      return times > 1 || (times === 0 && outcomeOf(asked) === 'answered');
    });
    this.#rooms.clear();
    return wrong.map((asked) => [
      'what must not run twice runs once at most',
      `${asked.tag}: ${outcomeOf(asked)}, ran ${String(found.get(asked.tag) ?? 0)} times`,
    ]);
  }
}

/** How many handles it may leave behind: one for each drop that came while it attached, or told its farewell. */
export function dropsMet(actor: Actor, { name, at, endedAt = Infinity }: Asked): number {
  if (CHORES[name].attaches !== true) return 0;
  return actor.told.filter(
    ({ status, at: when }) => status.kind === 'reclaiming' && when >= at && when <= endedAt,
  ).length;
}
