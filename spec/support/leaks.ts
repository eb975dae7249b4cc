// Watches timers, sockets and servers from their making on, so that a spec can say that none of its own is left.
import { createHook, type AsyncHook } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';

const SETTLE_MS = 1_000;
/** Node's names for what a client of ours can leave behind. */
const KINDS: Readonly<Record<string, string>> = {
  Timeout: 'timer',
  TCPWRAP: 'socket',
  TCPSERVERWRAP: 'server',
  UDPWRAP: 'datagram socket',
  PROCESSWRAP: 'process',
};
/** The timers of the test runner itself. */
const RUNNER = /node_modules\/(@jest|jest)/;
/** The other end of the line when it runs in this process: what it keeps is its own affair. */
const SERVER = '/src/simulator/';
/** Deep enough to see past the schedulers of rxjs. */
const STACK_DEPTH = 50;

interface Resource {
  readonly kind: string;
  /** The line of code that made it, as far as that can be told. */
  readonly madeAt: string;
  readonly handle: { hasRef?(): boolean };
}

/** What was made since, and is not ended yet. */
export interface Resources {
  readonly left: readonly Resource[];
  /** Watches no more. */
  stop(): void;
}

/** Starts to watch; hand the result to `expectNothingLeft` once all should be over. */
export function resources(): Resources {
  return new Watch();
}

/** Rejects, with the places they were made at, when resources are left after a short wait. */
export async function expectNothingLeft(since: Resources, settleMs = SETTLE_MS): Promise<void> {
  const deadline = performance.now() + settleMs;
  for (;;) {
    // The ends are told a turn late; an unref'ed pause, as this watch would see another.
    await pause(5, undefined, { ref: false });
    const lines = since.left.map(({ kind, madeAt }) => `${kind} ${madeAt}`);
    if (lines.length === 0) return since.stop();
    if (performance.now() >= deadline) throw new Error(`left behind: ${lines.join(', ')}`);
  }
}

class Watch implements Resources {
  readonly #alive = new Map<number, Resource>();
  readonly #hook: AsyncHook = createHook({
    init: (id, type, _, handle) => this.#add(id, type, handle),
    destroy: (id) => void this.#alive.delete(id),
  }).enable();

  /** Idle sockets of a pool are unref'ed and count all the same; unref'ed timers are housekeeping. */
  get left(): readonly Resource[] {
    const left = [...this.#alive.values()];
    return left.filter(({ kind, handle }) => kind !== 'timer' || handle.hasRef?.() !== false);
  }

  stop(): void {
    this.#hook.disable();
  }

  #add(id: number, type: string, handle: object): void {
    const kind = KINDS[type];
    if (kind === undefined) return;
    const stack = deepStack();
    const madeAt = place(stack);
    if (!RUNNER.test(madeAt) && !stack.includes(SERVER)) this.#alive.set(id, { kind, madeAt, handle });
  }
}

function deepStack(): string {
  const usual = Error.stackTraceLimit;
  Error.stackTraceLimit = STACK_DEPTH;
  const { stack = '' } = new Error();
  Error.stackTraceLimit = usual;
  return stack;
}

/** The first line of the stack that is neither Node's nor of this file, of our own code where there is such a line. */
function place(stack: string): string {
  const lines = stack.split('\n').slice(1);
  const candidates = lines.filter((line) => !/node:|leaks\.ts/.test(line));
  const runner = candidates[0] !== undefined && RUNNER.test(candidates[0]);
  const ours = runner ? undefined : candidates.find((line) => !line.includes('node_modules'));
  return (ours ?? candidates[0] ?? 'made by Node').trim();
}
