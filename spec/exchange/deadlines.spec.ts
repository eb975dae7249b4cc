import { VirtualTimeScheduler } from 'rxjs';
import { type Deadline, Deadlines } from '../../src/exchange/deadlines.js';

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

  const deadline = (name: string, deadlineAt: number, then: () => void = () => undefined): Deadline => ({
    deadlineAt,
    expire: () => {
      expired.push(`${String(time.now())} ${name}`);
      then();
    },
  });

  it('are told when their time has come, in the order of their times', () => {
    for (const [name, at] of [
      ['c', 30],
      ['a', 10],
      ['b', 20],
    ] as const)
      deadlines.add(deadline(name, at));
    time.flush();
    expect(expired).toEqual(['10 a', '20 b', '30 c']);
  });

  it('that are equal are told in the order in which they came', () => {
    for (const name of ['a', 'b', 'c']) deadlines.add(deadline(name, 10));
    time.flush();
    expect(expired).toEqual(['10 a', '10 b', '10 c']);
  });

  it('share one timer, however many there are', () => {
    const many = Array.from({ length: 1_000 }, (_, index) => deadline(String(index), 10_000 + index));
    for (const one of many) deadlines.add(one);
    expect(timers).toBe(1);
    for (const one of many.slice(1)) deadlines.delete(one);
    expect(timers).toBe(1);
    time.flush();
    expect(expired).toEqual(['10000 0']);
  });

  it('set the timer anew for one that is earlier', () => {
    deadlines.add(deadline('late', 100));
    deadlines.add(deadline('early', 10));
    expect(timers).toBe(2);
    time.flush();
    expect(expired).toEqual(['10 early', '100 late']);
  });

  it('that were met in time are not told', () => {
    const met = deadline('met', 10);
    deadlines.add(met);
    deadlines.add(deadline('missed', 20));
    deadlines.delete(met);
    time.flush();
    expect(expired).toEqual(['20 missed']);
  });

  it('leave no timer behind when all are met', () => {
    const met = deadline('met', 10_000);
    deadlines.add(met);
    deadlines.delete(met);
    time.flush();
    expect(time.now()).toBe(0);
  });

  it('keep the timer between requests while somebody keeps it, and not after', () => {
    const keeping = deadlines.keep();
    for (let count = 0; count < 100; count++) {
      const one = deadline('met', 10_000);
      deadlines.add(one);
      deadlines.delete(one);
    }
    expect(timers).toBe(1);
    keeping.unsubscribe();
    time.flush();
    expect([time.now(), expired]).toEqual([0, []]);
  });

  it('are kept until the last keeper has gone', () => {
    const [first, second] = [deadlines.keep(), deadlines.keep()];
    first.unsubscribe();
    first.unsubscribe();
    const one = deadline('a', 10);
    deadlines.add(one);
    deadlines.delete(one);
    deadlines.add(deadline('b', 10));
    expect(timers).toBe(1);
    second.unsubscribe();
    time.flush();
    expect(expired).toEqual(['10 b']);
  });

  it('can be added and removed while others expire', () => {
    const sibling = deadline('sibling', 10);
    deadlines.add(
      deadline('a', 10, () => {
        deadlines.delete(sibling);
        deadlines.add(deadline('b', time.now() + 5));
      }),
    );
    deadlines.add(sibling);
    time.flush();
    expect(expired).toEqual(['10 a', '15 b']);
  });

  it('that have passed when they come are told in the next turn', () => {
    time.schedule(() => deadlines.add(deadline('past', 10)), 50);
    time.flush();
    expect(expired).toEqual(['50 past']);
  });

  it('that never come need no timer', () => {
    deadlines.add(deadline('never', Infinity));
    expect(timers).toBe(0);
  });
});
