import { Observable, type SchedulerLike, asyncScheduler, switchMap } from 'rxjs';
import { Shared } from '../internal/shared.js';
import { transactionIds } from '../protocol/ids.js';
import type { JanusTransport } from '../transport/transport.js';
import { Deadlines } from './deadlines.js';
import { Line } from './line.js';

/** Everything that the sessions of one transport share: one line, one timer, one source of transactions. */
export class Exchange {
  readonly janus$: JanusTransport;
  readonly scheduler: SchedulerLike;
  readonly deadlines: Deadlines;
  /** The line, while somebody uses it; errors as `connection$` does. */
  readonly line: Shared<Line>;
  /** The same as an Observable. */
  readonly line$: Observable<Line>;
  readonly transaction = transactionIds();

  constructor(janus$: JanusTransport, scheduler: SchedulerLike) {
    this.janus$ = janus$;
    this.scheduler = scheduler;
    this.deadlines = new Deadlines(scheduler);
    const opened$ = janus$.connection$.pipe(
      switchMap(
        (connection) =>
          new Observable<Line>((subscriber) => {
            const line = new Line(connection, this);
            subscriber.add(line.lease());
            subscriber.next(line);
          }),
      ),
    );
    this.line = new Shared((run) => (run.holds = opened$.subscribe(run)), { lingerMs: 0, scheduler });
    this.line$ = this.line.value$;
  }

  /** Now, epoch milliseconds. */
  now(): number {
    return this.scheduler.now();
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
