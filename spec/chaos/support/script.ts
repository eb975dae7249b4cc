// What happens to one line in one round: faults and chores with their times, the same ones for the same seed.
import { type Over } from '../../support/servers/target.js';
import { CHORES, type ChoreName } from './chores.js';
import { type Random, randomOf } from './random.js';

/** What a whole wave of rounds is about: short breaks, one absence that outlives sessions, a new server. */
export type WaveKind = 'short' | 'long' | 'restart';

export type Fault =
  | { readonly kind: 'cut' | 'reset' | 'cut-one' }
  | { readonly kind: 'stall' | 'refuse' | 'blackhole' | 'outage' | 'split'; readonly forMs: number }
  | { readonly kind: 'slow' | 'merge'; readonly forMs: number; readonly byMs: number }
  | { readonly kind: 'flap'; readonly times: number; readonly everyMs: number }
  /** Around the next request that leaves, or the next ack or answer that comes. */
  | { readonly kind: 'cut-at'; readonly moment: Moment; readonly side: 'before' | 'after' }
  /** Ends of one session of the line: the server brings them about, or its last subscriber goes. */
  | { readonly kind: 'destroy' | 'expire' | 'leave'; readonly session: number };

export type Moment = 'request' | 'ack' | 'answer';

export interface Step {
  readonly atMs: number;
  readonly fault: Fault;
}

export interface Chore {
  readonly atMs: number;
  readonly session: number;
  readonly name: ChoreName;
}

export interface Script {
  readonly lengthMs: number;
  readonly steps: readonly Step[];
  readonly chores: readonly Chore[];
}

const SHORT_MS = 1_400;
const LONG_MS = 8_500;
/** Longer than any session of the specs can live without a line: 6 s, and the server looks up to 4 s late. */
const ABSENCE_MS = 8_000;
const BRIEF = { from: 30, to: 900 };

export interface ScriptOf {
  readonly seed: number;
  readonly round: number;
  readonly line: string;
  readonly over: Over;
  readonly sessions: number;
  readonly wave: WaveKind;
}

export function scriptOf({ seed, round, line, sessions, wave }: ScriptOf): Script {
  const random = randomOf(seed, round, line);
  const away = wave === 'long' && random.chance(0.5);
  const lengthMs = away ? LONG_MS : SHORT_MS;
  const steps = away ? absence(random, sessions) : breaks(random, sessions, wave);
  const chores = random.times(6, 14, () => choreOf(random, lengthMs, sessions));
  return { lengthMs, steps: inOrder(steps), chores: inOrder(chores) };
}

function choreOf(random: Random, lengthMs: number, sessions: number): Chore {
  const name = random.pick(Object.keys(CHORES) as ChoreName[]);
  return { atMs: random.int(0, lengthMs), session: random.int(0, sessions - 1), name };
}

/** One absence in which a session expires, or may. */
function absence(random: Random, sessions: number): Step[] {
  const session = random.int(0, sessions - 1);
  const expiry: Step[] = random.chance(0.7) ? [{ atMs: 0, fault: { kind: 'expire', session } }] : [];
  const forMs = random.int(4_000, ABSENCE_MS);
  const kind = random.pick(['outage', 'outage', 'stall'] as const);
  return [...expiry, { atMs: random.int(20, 400), fault: { kind, forMs } }];
}

function breaks(random: Random, sessions: number, wave: WaveKind): Step[] {
  const at = (fault: Fault): Step => ({ atMs: random.int(0, SHORT_MS), fault });
  const steps = random.times(1, 4, () => at(faultOf(random)));
  const ends = wave === 'short' && random.chance(0.2);
  const kind = random.pick(['destroy', 'leave'] as const);
  return ends ? [...steps, at({ kind, session: random.int(0, sessions - 1) })] : steps;
}

const FAULTS: readonly ((random: Random, forMs: number) => Fault)[] = [
  () => ({ kind: 'cut' }),
  () => ({ kind: 'reset' }),
  () => ({ kind: 'cut-one' }),
  (_, forMs) => ({ kind: 'stall', forMs }),
  (_, forMs) => ({ kind: 'refuse', forMs }),
  (_, forMs) => ({ kind: 'blackhole', forMs }),
  (_, forMs) => ({ kind: 'outage', forMs }),
  (_, forMs) => ({ kind: 'split', forMs }),
  (random, forMs) => ({ kind: 'slow', forMs, byMs: random.int(5, 250) }),
  (random, forMs) => ({ kind: 'merge', forMs, byMs: random.int(5, 100) }),
  (random) => ({ kind: 'flap', times: random.int(2, 6), everyMs: random.int(2, 120) }),
  cutAt,
  cutAt,
  cutAt,
];

function cutAt(random: Random): Fault {
  const moment = random.pick(['request', 'ack', 'answer'] as const);
  return { kind: 'cut-at', moment, side: random.pick(['before', 'after'] as const) };
}

function faultOf(random: Random): Fault {
  return random.pick(FAULTS)(random, random.int(BRIEF.from, BRIEF.to));
}

function inOrder<T extends { readonly atMs: number }>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => a.atMs - b.atMs);
}

/** One line of text, for whoever must understand a failure. */
export function printScript({ steps, chores }: Script): string {
  const words = ({ atMs, fault: { kind, ...details } }: Step): string =>
    [`${String(atMs)} ms ${kind}`, ...Object.values(details).map(String)].join(' ');
  const asked = chores.map(({ atMs, session, name }) => `${String(atMs)} ms ${String(session)}:${name}`);
  return `${steps.map(words).join(', ')} | ${asked.join(', ')}`;
}
