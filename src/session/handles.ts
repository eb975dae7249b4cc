import { type Observable, Subject } from 'rxjs';
import type { JanusClientError } from '../errors/errors.js';
import type { HandleSnapshot } from '../handle/handle.js';
import type { LiveHandle } from '../handle/live-handle.js';

/** The handles of one session: those in use, and those of a snapshot that nobody took up again yet. */
export class Handles {
  readonly live = new Map<number, LiveHandle>();
  #dormant: readonly HandleSnapshot[];
  // Made when somebody looks: few sessions are stored.
  #changed: Subject<void> | undefined;

  constructor(dormant: readonly HandleSnapshot[]) {
    this.#dormant = dormant;
  }

  /** What a snapshot keeps of them. */
  get snapshots(): readonly HandleSnapshot[] {
    return [...this.#dormant, ...[...this.live.values()].map((handle) => handle.snapshot())];
  }

  /** Emits whenever {@link snapshots} may be others than before. */
  get changed$(): Observable<void> {
    return (this.#changed ??= new Subject());
  }

  changed(): void {
    this.#changed?.next();
  }

  add(handle: LiveHandle): void {
    if (this.#dormant.length > 0)
      this.#dormant = this.#dormant.filter(({ handleId }) => handleId !== handle.id);
    this.live.set(handle.id, handle);
    this.changed();
  }

  delete(handleId: number): void {
    if (this.live.delete(handleId)) this.changed();
  }

  /** The session is over. */
  over(cause: JanusClientError, error: JanusClientError | undefined): void {
    for (const handle of [...this.live.values()]) handle.over(cause, error);
    this.live.clear();
    this.#changed?.complete();
  }
}
