import { type Observable, Subscription, interval, merge } from 'rxjs';
import { claimedElsewhere$ } from '../transport/tabs.js';
import type { Exchange } from './exchange.js';

/** A session on the line. */
export interface Member {
  /** Its id. */
  readonly sessionId: number;
  /** It stands, and may begin what keeps it. */
  settle(): void;
  /** A keep-alive is due. */
  beat(): void;
  /** There is reason to doubt that it is still ours. */
  doubt(): void;
}

/** A group of members, and what runs while there are any. */
class Round<T> {
  readonly #tick$: Observable<T>;
  readonly #tell: (member: Member, tick: T) => void;
  readonly #members = new Set<Member>();
  #running = Subscription.EMPTY;

  constructor(tick$: Observable<T>, tell: (member: Member, tick: T) => void) {
    this.#tick$ = tick$;
    this.#tell = tell;
  }

  join(member: Member): void {
    this.#members.add(member);
    // A tick that fails is heard no more, and ends nothing.
    if (this.#running.closed)
      this.#running = this.#tick$.subscribe({
        next: (tick) => [...this.#members].forEach((one) => this.#tell(one, tick)),
        error: () => undefined,
      });
  }

  leave(member: Member): void {
    this.#members.delete(member);
    if (this.#members.size === 0) this.#running.unsubscribe();
  }
}

/** The sessions that are kept alive on one line: one interval for each period and one look-out for all of them. */
export class Roster {
  readonly #exchange: Exchange;
  readonly #beats = new Map<number, Round<number>>();
  readonly #watch: Round<unknown>;
  readonly #settling = new Set<Member>();

  constructor(exchange: Exchange) {
    this.#exchange = exchange;
    // Wake-ups, and claims in other tabs, which tell the session.
    this.#watch = new Round(merge(exchange.janus$.wake$, claimedElsewhere$), (member, claimed) => {
      if (typeof claimed !== 'number' || claimed === member.sessionId) member.doubt();
    });
  }

  /**
   * Has the member settle when no more come back with it: until then the line is theirs, and what they were asked
   * meanwhile is answered first.
   */
  settle(member: Member): void {
    this.#settling.add(member);
    if (this.#settling.size === 1) this.#settleSoon(1);
  }

  #settleSoon(known: number): void {
    this.#exchange.scheduler.schedule(() => {
      const settling = this.#settling;
      if (settling.size > known) return this.#settleSoon(settling.size);
      for (const one of settling) {
        settling.delete(one);
        one.settle();
      }
    });
  }

  /** Beats from now on, with all of the same period. */
  beat(member: Member, periodMs: number): void {
    const round =
      this.#beats.get(periodMs) ??
      new Round(interval(periodMs, this.#exchange.scheduler), (one: Member) => one.beat());
    this.#beats.set(periodMs, round);
    round.join(member);
  }

  /** Tells of wake-ups, and of claims in other tabs. */
  watch(member: Member): void {
    this.#watch.join(member);
  }

  /** It stands on the line no more. */
  leave(member: Member): void {
    this.#settling.delete(member);
    this.#watch.leave(member);
    for (const round of this.#beats.values()) round.leave(member);
  }
}
