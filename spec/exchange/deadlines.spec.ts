import { VirtualTimeScheduler } from 'rxjs';
import { Deadlines, type Pending } from '../../src/exchange/deadlines.js';

/** Some deadlines by name, in the order in which they came. */
class Book implements Pending {
  readonly #times = new Map<string, number>();

  constructor(
    readonly deadlines: Deadlines,
    readonly expired: string[],
  ) {
    deadlines.add(this);
  }

  wait(name: string, at: number): void {
    this.#times.set(name, at);
    this.deadlines.by(at);
  }

  met(name: string): void {
    this.#times.delete(name);
  }

  expire(now: number): number {
    for (const [name, at] of this.#times) {
      if (at > now) continue;
      this.#times.delete(name);
      this.expired.push(`${String(now)} ${name}`);
    }
    return Math.min(...this.#times.values());
  }
}

describe('the deadlines', () => {
  let time: VirtualTimeScheduler;
  let timers: number;
  let deadlines: Deadlines;
  let expired: string[];

  beforeEach(() => {
    time = new VirtualTimeScheduler();
    timers = 0;
    const schedule = time.schedule.bind(time);
    time.schedule = ((...args: Parameters<typeof schedule>) => (
      timers++,
      schedule(...args)
    )) as typeof schedule;
    deadlines = new Deadlines(time);
    expired = [];
  });

  it('are told when their time has come, whoever has them', () => {
    const [one, other] = [new Book(deadlines, expired), new Book(deadlines, expired)];
    one.wait('c', 30);
    other.wait('a', 10);
    one.wait('b', 20);
    time.flush();
    expect(expired).toEqual(['10 a', '20 b', '30 c']);
  });

  it('share one timer, however many there are', () => {
    const book = new Book(deadlines, expired);
    const names = Array.from({ length: 1_000 }, (_, index) => String(index));
    for (const name of names) book.wait(name, 10_000 + Number(name));
    for (const name of names.slice(1)) book.met(name);
    expect(timers).toBe(1);
    time.flush();
    expect([expired, timers]).toEqual([['10000 0'], 1]);
  });

  it('set the timer anew for one that is earlier', () => {
    const book = new Book(deadlines, expired);
    book.wait('late', 100);
    book.wait('early', 10);
    expect(timers).toBe(2);
    time.flush();
    expect(expired).toEqual(['10 early', '100 late']);
  });

  it('that were met in time are not told, and the timer is not set again for nothing', () => {
    const book = new Book(deadlines, expired);
    for (let count = 0; count < 100; count++) {
      book.wait('met', 10_000);
      book.met('met');
    }
    time.flush();
    expect([timers, time.now(), expired]).toEqual([1, 10_000, []]);
  });

  it('leave no timer behind when the last who had some has gone', () => {
    const [one, other] = [new Book(deadlines, expired), new Book(deadlines, expired)];
    one.wait('a', 10);
    deadlines.delete(one);
    other.wait('b', 20);
    deadlines.delete(other);
    time.flush();
    expect([time.now(), expired]).toEqual([0, []]);
  });

  it('of whoever has gone are not told', () => {
    const [gone, left] = [new Book(deadlines, expired), new Book(deadlines, expired)];
    gone.wait('gone', 10);
    left.wait('left', 20);
    deadlines.delete(gone);
    time.flush();
    expect(expired).toEqual(['20 left']);
  });

  it('can be added and removed while others expire', () => {
    class Restless extends Book {
      override expire(now: number): number {
        if (now === 10) {
          deadlines.delete(sibling);
          this.wait('b', 15);
        }
        return super.expire(now);
      }
    }
    const restless = new Restless(deadlines, expired);
    const sibling = new Book(deadlines, expired);
    restless.wait('a', 10);
    sibling.wait('sibling', 10);
    time.flush();
    expect(expired).toEqual(['10 a', '15 b']);
  });

  it('that have passed when they come are told in the next turn', () => {
    const book = new Book(deadlines, expired);
    time.schedule(() => book.wait('past', 10), 50);
    time.flush();
    expect(expired).toEqual(['50 past']);
  });

  it('that never come need no timer', () => {
    new Book(deadlines, expired).wait('never', Infinity);
    expect(timers).toBe(0);
  });
});
