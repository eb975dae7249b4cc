// What the process holds open, counted: cheap enough to be there while thousands of lines come and go.
import { until } from '../../support/until.js';

const KINDS = ['Timeout', 'TCPSocketWrap', 'TCPServerWrap'];

export class Resources {
  readonly #before = count();

  /** What is there more of than at the start, after a short wait. */
  async left(): Promise<string[]> {
    let more: string[] = [];
    const none = (): boolean => {
      const now = count();
      more = KINDS.filter((kind) => of(now, kind) > of(this.#before, kind));
      return more.length === 0;
    };
    await until('everything to end', none, { timeoutMs: 3_000, everyMs: 50 }).catch(() => undefined);
    return more.map(
      (kind) => `${String(of(this.#before, kind))} ${kind} before, ${String(of(count(), kind))} after`,
    );
  }
}

const of = (counted: ReadonlyMap<string, number>, kind: string): number => counted.get(kind) ?? 0;

function count(): ReadonlyMap<string, number> {
  const counted = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) counted.set(kind, of(counted, kind) + 1);
  return counted;
}
