import { randomBytes } from 'node:crypto';

/** A random id below 2^53 as the server makes them, of which `taken` knows none. */
export function randomId(taken: (id: number) => boolean): number {
  for (;;) {
    const id = Number(randomBytes(8).readBigUInt64BE() & ((1n << 53n) - 1n));
    if (id !== 0 && !taken(id)) return id;
  }
}
