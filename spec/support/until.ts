// Waiting for a named thing with a deadline, so that a spec that hangs says what it waited for.

export interface UntilOptions {
  /** Milliseconds until the wait fails; 5,000 by default. */
  readonly timeoutMs?: number;
  /** Milliseconds between two looks; 10 by default. */
  readonly everyMs?: number;
}

type Falsy = false | 0 | '' | null | undefined;

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Resolves with the first truthy answer of `probe`; rejects, naming `what`, when there is none in time. */
export async function until<T>(
  what: string,
  probe: () => T | Promise<T>,
  { timeoutMs = 5_000, everyMs = 10 }: UntilOptions = {},
): Promise<Exclude<T, Falsy>> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const value = await probe();
    if (value) return value as Exclude<T, Falsy>;
    if (performance.now() >= deadline) throw new Error(`waited ${timeoutMs} ms in vain for ${what}`);
    await sleep(everyMs);
  }
}

/** Settles as `promise` does; rejects, naming `what`, when it has not settled in time. */
export async function within<T>(what: string, promise: Promise<T>, timeoutMs = 5_000): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited ${timeoutMs} ms in vain for ${what}`)), timeoutMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
