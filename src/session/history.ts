import { BehaviorSubject, type Observable, type SchedulerLike, Subject } from 'rxjs';
import type { JanusClientError } from '../errors/errors.js';
import type { Gap } from '../handle/host.js';
import type { SessionStatus } from './status.js';

/** What has become of a session so far: its status, its gaps. */
export class History {
  readonly #scheduler: SchedulerLike;
  #status: BehaviorSubject<SessionStatus> | undefined;
  // Made when somebody listens.
  #gap: Subject<Gap> | undefined;
  #droppedAt: number | undefined;

  constructor(scheduler: SchedulerLike) {
    this.#scheduler = scheduler;
  }

  /** Whether it ever stood on a line. */
  get begun(): boolean {
    return this.#status !== undefined;
  }

  /** Whether it stands on a line. */
  get live(): boolean {
    return this.#status?.value.kind === 'live';
  }

  /** When the line was found lost, epoch milliseconds; undefined while it stands. */
  get droppedAt(): number | undefined {
    return this.#droppedAt;
  }

  /** Only a session that began is ever handed out, so that there is a status to tell. */
  get status$(): Observable<SessionStatus> {
    return (this.#status ??= new BehaviorSubject<SessionStatus>({ kind: 'ended' })).asObservable();
  }

  get gap$(): Observable<Gap> {
    return (this.#gap ??= new Subject<Gap>()).asObservable();
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
    this.#status?.next({ kind: 'ended', ...(cause && { cause }) });
    this.#status?.complete();
    this.#gap?.complete();
  }

  #tell(status: SessionStatus): void {
    if (this.#status) this.#status.next(status);
    else this.#status = new BehaviorSubject(status);
  }
}
