import type { WireMessage } from '../core/wire.js';

/** What is to be lost: acks, events, direct replies (acks too), or any other value of `janus`; or a test of one's own. */
export type DropKind =
  'ack' | 'event' | 'reply' | (string & {}) | ((message: Readonly<Record<string, unknown>>) => boolean);

const REPLIES: ReadonlySet<string> = new Set(['ack', 'success', 'error', 'pong', 'server_info']);

interface DropRule {
  readonly matches: (message: WireMessage) => boolean;
  left: number;
}

/** Messages that the server loses on their way out. */
export class DropRules {
  #rules: readonly DropRule[] = [];

  add(kind: DropKind, count: number): void {
    this.#rules = [...this.#rules, { matches: matcher(kind), left: count }];
  }

  clear(): void {
    this.#rules = [];
  }

  /** Whether this message is lost; counts it. */
  swallows(message: WireMessage): boolean {
    const rule = this.#rules.find(({ left, matches }) => left > 0 && matches(message));
    if (rule === undefined) return false;
    rule.left -= 1;
    this.#rules = this.#rules.filter(({ left }) => left > 0);
    return true;
  }
}

function matcher(kind: DropKind): DropRule['matches'] {
  if (typeof kind === 'function') return kind;
  if (kind === 'reply') return ({ janus }) => REPLIES.has(janus);
  return ({ janus }) => janus === kind;
}
