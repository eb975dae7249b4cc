import { Observable, type SchedulerLike, asyncScheduler, switchMap } from 'rxjs';
import { shareLatest } from '../internal/share-latest.js';
import { transactionIds } from '../protocol/ids.js';
import type { Connection, JanusTransport } from '../transport/transport.js';
import { Deadlines } from './deadlines.js';
import type { DeskOwner } from './desk-setup.js';
import { Desk } from './desk.js';
import { Gate } from '../transport/gate.js';
import { Line } from './line.js';

/** How long a request waits for its answer, milliseconds. */
export const REQUEST_TIMEOUT_MS = 10_000;

/** How many requests may wait for a line. */
export const MAX_WAITING = 1_000;

/** The limits of a desk. */
export interface DeskLimits {
  /** Milliseconds until a request is given up. */
  readonly requestTimeoutMs?: number | undefined;
  /** How many requests may wait for a line. */
  readonly maxWaiting?: number | undefined;
}

const nothing = (): void => undefined;
const NOBODY: DeskOwner = { event: nothing, superseded: nothing, refused: nothing, undelivered: nothing };

/** Everything that the sessions of one transport share: one line, one timer, one source of transactions. */
export class Exchange {
  readonly janus$: JanusTransport;
  readonly scheduler: SchedulerLike;
  readonly deadlines: Deadlines;
  /** The line, while somebody uses it; errors as `connection$` does. */
  readonly line$: Observable<Line>;
  /** When the next attempt to open a line may start. */
  readonly gate: Gate;
  readonly #transaction = transactionIds();

  constructor(janus$: JanusTransport, scheduler: SchedulerLike) {
    this.janus$ = janus$;
    this.scheduler = scheduler;
    this.deadlines = new Deadlines(scheduler);
    this.gate = new Gate(scheduler);
    this.line$ = janus$.connection$.pipe(
      switchMap((connection) => this.#use$(connection)),
      shareLatest({ lingerMs: 0, scheduler }),
    );
  }

  desk(
    owner: DeskOwner = NOBODY,
    { requestTimeoutMs = REQUEST_TIMEOUT_MS, maxWaiting = MAX_WAITING }: DeskLimits = {},
  ): Desk {
    return new Desk({
      deadlines: this.deadlines,
      transaction: this.#transaction,
      owner,
      requestTimeoutMs,
      maxWaiting,
    });
  }

  #use$(connection: Connection): Observable<Line> {
    return new Observable((subscriber) => {
      const line = new Line(connection, this);
      subscriber.add(line.lease());
      subscriber.next(line);
    });
  }
}

const exchanges = new WeakMap<JanusTransport, Map<SchedulerLike, Exchange>>();

/** The exchange of a transport: one per scheduler, so one as a rule. */
export const exchangeOf = (janus$: JanusTransport, scheduler: SchedulerLike = asyncScheduler): Exchange => {
  const known = exchanges.get(janus$) ?? new Map<SchedulerLike, Exchange>();
  exchanges.set(janus$, known);
  const exchange = known.get(scheduler) ?? new Exchange(janus$, scheduler);
  known.set(scheduler, exchange);
  return exchange;
};
