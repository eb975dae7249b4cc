import { type Observable, ReplaySubject, type SchedulerLike, Subject } from 'rxjs';
import type { JanusClientError } from '../errors/errors.js';
import type { Gap } from '../handle/host.js';
import type { SessionStatus } from './status.js';

/** What has become of a session so far: its status, its gaps. */
export class History {
  readonly #scheduler: SchedulerLike;
  #current: SessionStatus | undefined;
  #droppedAt: number | undefined;
  // Made when somebody looks: most sessions of a large service are only held. It replays after its end, too.
  #status: ReplaySubject<SessionStatus> | undefined;
  #gap: Subject<Gap> | undefined;

  constructor(scheduler: SchedulerLike) {
    this.#scheduler = scheduler;
  }

  /** Whether it ever stood on a line. */
  get begun(): boolean {
    return this.#current !== undefined;
  }

  /** Whether it stands on a line. */
  get live(): boolean {
    return this.#current?.kind === 'live';
  }

  /** When the line was found lost, epoch milliseconds; undefined while it stands. */
  get droppedAt(): number | undefined {
    return this.#droppedAt;
  }

  get status$(): Observable<SessionStatus> {
    if (!this.#status) {
      this.#status = new ReplaySubject(1);
      if (this.#current) this.#tell(this.#current);
    }
    return this.#status.asObservable();
  }

  get gap$(): Observable<Gap> {
    this.#gap ??= new Subject();
    if (this.#over) this.#gap.complete();
    return this.#gap.asObservable();
  }

  began(by: 'create' | 'claim'): void {
    this.#tell({ kind: 'live', by });
    if (this.#droppedAt === undefined) return;
    const from = this.#droppedAt;
    this.#droppedAt = undefined;
    this.#gap?.next({ from, to: this.#scheduler.now() });
  }

  dropped(attempt: number, cause: JanusClientError): void {
    const since = (this.#droppedAt ??= this.#scheduler.now());
    this.#tell({ kind: 'reclaiming', since, attempt, cause });
  }

  ended(cause: JanusClientError | undefined): void {
    this.#tell({ kind: 'ended', ...(cause && { cause }) });
    this.#gap?.complete();
  }

  get #over(): boolean {
    return this.#current?.kind === 'ended';
  }

  #tell(status: SessionStatus): void {
    this.#current = status;
    this.#status?.next(status);
    if (this.#over) this.#status?.complete();
  }
}
