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
class Round {
  readonly #members = new Set<Member>();
  #running = Subscription.EMPTY;

  /** `subscription` ends its part in it. */
  join<T>(
    member: Member,
    subscription: Subscription,
    tick$: () => Observable<T>,
    tell: (member: Member, tick: T) => void,
  ): void {
    this.#members.add(member);
    // A tick that fails is heard no more, and ends nothing.
    if (this.#running.closed)
      this.#running = tick$().subscribe({
        next: (tick) => [...this.#members].forEach((one) => tell(one, tick)),
        error: () => undefined,
      });
    subscription.add(() => {
      this.#members.delete(member);
      if (this.#members.size === 0) this.#running.unsubscribe();
    });
  }
}

/** The sessions that are kept alive on one line: one interval for each period and one look-out for all of them. */
export class Roster {
  readonly #exchange: Exchange;
  readonly #beats = new Map<number, Round>();
  readonly #watch = new Round();
  #settling: { readonly member: Member; readonly subscription: Subscription }[] = [];

  constructor(exchange: Exchange) {
    this.#exchange = exchange;
  }

  /**
   * Has the member settle when no more come back with it: until then the line is theirs, and what they were asked
   * meanwhile is answered first.
   */
  settle(member: Member, subscription: Subscription): void {
    if (this.#settling.push({ member, subscription }) === 1) this.#settleSoon(1);
  }

  #settleSoon(known: number): void {
    this.#exchange.scheduler.schedule(() => {
      const settling = this.#settling;
      if (settling.length > known) return this.#settleSoon(settling.length);
      this.#settling = [];
      for (const one of settling) if (!one.subscription.closed) one.member.settle();
    });
  }

  /** Beats from now on, with all of the same period; `subscription` ends it. */
  beat(member: Member, periodMs: number, subscription: Subscription): void {
    const round = this.#beats.get(periodMs) ?? new Round();
    this.#beats.set(periodMs, round);
    const tick$ = (): Observable<number> => interval(periodMs, this.#exchange.scheduler);
    round.join(member, subscription, tick$, (one) => one.beat());
  }

  /** Tells of wake-ups, and of claims in other tabs; `subscription` ends it. */
  watch(member: Member, subscription: Subscription): void {
    const tick$ = (): Observable<unknown> => merge(this.#exchange.janus$.wake$, claimedElsewhere$);
    this.#watch.join(member, subscription, tick$, (one, claimed) => {
      if (typeof claimed !== 'number' || claimed === one.sessionId) one.doubt();
    });
  }
}
