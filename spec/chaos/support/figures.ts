// What a campaign did, counted.
import { type Actor } from './actor.js';
import { outcomeOf } from './asked.js';
import { type Script } from './script.js';

type Count = Record<string, number>;

const add = (count: Count, name: string, by = 1): void => void (count[name] = (count[name] ?? 0) + by);
const print = (count: Count): string =>
  Object.entries(count)
    .sort(([, a], [, b]) => b - a)
    .map(([name, times]) => `${String(times)} ${name}`)
    .join(', ');

export class Figures {
  rounds = 0;
  drops = 0;
  reclaimed = 0;
  orphans = 0;
  readonly #orphans = new WeakMap<Actor, number>();
  readonly faults: Count = {};
  readonly ends: Count = {};
  readonly requests: Count = {};

  played(scripts: readonly Script[]): void {
    this.rounds += scripts.length;
    for (const { steps } of scripts) for (const { fault } of steps) add(this.faults, fault.kind);
  }

  judged(actor: Actor): void {
    const { told, asked, status, orphans } = actor;
    this.orphans += orphans - (this.#orphans.get(actor) ?? 0);
    this.#orphans.set(actor, orphans);
    const kinds = told.map((one) => one.status.kind);
    this.drops += kinds.filter((kind, i) => kind === 'reclaiming' && kinds[i - 1] !== 'reclaiming').length;
    this.reclaimed += kinds.filter((kind, i) => kind === 'live' && i > 0).length;
    if (status.kind === 'ended') add(this.ends, status.cause?.kind ?? 'by us');
    for (const one of asked) add(this.requests, outcomeOf(one));
  }

  get lines(): string[] {
    return [
      `${String(this.rounds)} rounds: ${print(this.faults)}`,
      `${String(this.drops)} drops of sessions, ${String(this.reclaimed)} claimed back, ended: ${print(this.ends) || 'none'}`,
      `requests: ${print(this.requests)}; handles left by repeated attaches: ${String(this.orphans)}`,
    ];
  }
}
