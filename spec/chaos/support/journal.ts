// What one session was told and what it asked, in the order of time, for whoever must understand a failure.
import { type SessionStatus } from 'rxjs-janus';
import { type Actor } from './actor.js';
import { outcomeOf } from './asked.js';

interface Entry {
  readonly at: number;
  readonly told: string;
}

export function journalOf({ name, id, told, asked }: Actor): string {
  const entries: Entry[] = [
    ...told.slice(1).map(({ at, status }) => ({ at, told: printStatus(status) })),
    ...asked.flatMap((one): Entry[] => [
      { at: one.at, told: `asks ${one.name}` },
      { at: one.endedAt ?? Infinity, told: `${one.name} of ${String(one.at)}: ${outcomeOf(one)}` },
    ]),
  ].sort((a, b) => a.at - b.at);
  const began = told[0] ? `began as ${printStatus(told[0].status)}` : 'was told nothing';
  return [`${name}, session ${String(id)}, ${began}`, ...entries.map(print)].join('\n    ');
}

export function printStatus(status: SessionStatus): string {
  if (status.kind === 'live') return `live by ${status.by}`;
  if (status.kind === 'ended') return `ended by ${String(status.cause ?? 'us')}`;
  return `reclaiming, attempt ${String(status.attempt)}, ${String(status.cause)}`;
}

const print = ({ at, told }: Entry): string => `${String(at % 1_000_000)} ${told}`;
