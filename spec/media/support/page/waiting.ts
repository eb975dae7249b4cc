// Waiting in a page for what must come.

const EVERY_MS = 50;

type Falsy = false | 0 | '' | null | undefined;

/** Resolves with the first truthy answer; rejects, naming `what`, when there is none in time. */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  limitMs = 25_000,
): Promise<Exclude<T, Falsy>> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const value = await look();
    if (value) return value as Exclude<T, Falsy>;
    if (performance.now() > deadline) throw new Error(`waited ${String(limitMs)} ms in vain for ${what}`);
    await sleep(EVERY_MS);
  }
}

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
