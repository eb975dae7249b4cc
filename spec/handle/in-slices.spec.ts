import { type Observable, Subject, VirtualTimeScheduler, concat, range, take, tap, throwError } from 'rxjs';
import { InvalidArgumentError, type SliceOptions, inSlices } from 'rxjs-janus';
import { virtually } from '../support/marbles.js';

/** Milliseconds that the consumer of these specs takes for each value: three of them are more than a slice of 8. */
const COST_MS = 3;

/** A clock that stands still but for what the consumer takes, and what it was told. */
class Busy {
  readonly scheduler = new VirtualTimeScheduler();
  readonly told: (number | string)[] = [];

  /** Subscribes a consumer that takes its time for each value. */
  consume(source$: Observable<number>): void {
    source$.subscribe({
      next: (value) => {
        this.told.push(value);
        this.scheduler.frame += COST_MS;
      },
      error: (error: unknown) => void this.told.push(String(error)),
      complete: () => void this.told.push('complete'),
    });
  }

  options(more: SliceOptions = {}): SliceOptions {
    return { budgetMs: 8, scheduler: this.scheduler, ...more };
  }

  /** Gives the event loop its turn: whether a timer was set. */
  turn(): boolean {
    const timer = this.scheduler.actions.shift();
    timer?.execute(undefined, 0);
    return timer !== undefined;
  }

  /** How many things had been told after each turn, until no timer is set. */
  turns(): number[] {
    const lengths = [this.told.length];
    while (this.turn()) lengths.push(this.told.length);
    return lengths;
  }
}

const all = (count: number): (number | string)[] => [...Array(count).keys(), 'complete'];

describe('inSlices', () => {
  it('passes on at once what comes with time between, and ends with its source', () => {
    virtually(({ cold, expectObservable, expectSubscriptions, scheduler }) => {
      const source$ = cold('-a-(bc)--|');
      expectObservable(source$.pipe(inSlices({ scheduler }))).toBe('-a-(bc)--|');
      expectSubscriptions(source$.subscriptions).toBe('^--------!');
      expectObservable(cold('-a-#').pipe(inSlices({ scheduler }))).toBe('-a-#');
    });
  });

  it('gives the event loop its turn when a slice has taken its time, goes on in order, and leaves no timer', () => {
    const busy = new Busy();
    busy.consume(range(0, 7).pipe(inSlices(busy.options())));
    expect(busy.turns()).toEqual([3, 6, 8]);
    expect(busy.told).toEqual(all(7));
  });

  it('passes on one value at least, though it takes longer than a slice', () => {
    const busy = new Busy();
    busy.consume(range(0, 3).pipe(inSlices(busy.options({ budgetMs: 1 }))));
    expect(busy.turns()).toEqual([1, 2, 4]);
  });

  it('errors behind what waits', () => {
    const busy = new Busy();
    const source$ = concat(
      range(0, 4),
      throwError(() => new Error('gone')),
    );
    busy.consume(source$.pipe(inSlices(busy.options())));
    expect(busy.turns()).toEqual([3, 5]);
    expect(busy.told).toEqual([0, 1, 2, 3, 'Error: gone']);
  });

  it('has a slice of its own for what comes after a turn', () => {
    const busy = new Busy();
    const source = new Subject<number>();
    busy.consume(source.pipe(inSlices(busy.options())));
    const burst = (): void => [0, 1].forEach((value) => source.next(value));
    burst();
    expect(busy.turns()).toEqual([2, 2]);
    burst();
    expect(busy.told).toEqual([0, 1, 0, 1]);
  });

  it('drops what waits and its timer when it is unsubscribed from', () => {
    const busy = new Busy();
    const source = new Subject<number>();
    busy.consume(source.pipe(inSlices(busy.options()), take(4)));
    range(0, 9).subscribe(source);
    expect(busy.turns()).toEqual([3, 5]);
    expect(busy.told).toEqual([0, 1, 2, 3, 'complete']);
    expect([source.observed, busy.scheduler.actions.length]).toEqual([false, 0]);
  });

  it('passes all on at once rather than keep more than it may', () => {
    const busy = new Busy();
    const source = new Subject<number>();
    busy.consume(source.pipe(inSlices(busy.options({ maxQueued: 2 }))));
    [0, 1, 2, 3, 4].forEach((value) => source.next(value));
    expect(busy.told).toEqual([0, 1, 2]);
    source.next(5);
    expect(busy.told).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('keeps the order of what its consumer causes', () => {
    const busy = new Busy();
    const source = new Subject<number>();
    const echoed$ = source.pipe(
      inSlices(busy.options()),
      tap((value) => value === 3 && source.next(9)),
    );
    busy.consume(echoed$);
    [0, 1, 2, 3, 4].forEach((value) => source.next(value));
    expect(busy.turns()).toEqual([3, 6, 6]);
    expect(busy.told).toEqual([0, 1, 2, 3, 4, 9]);
  });

  it.each<[string, SliceOptions]>([
    ['budgetMs', { budgetMs: 0 }],
    ['budgetMs', { budgetMs: NaN }],
    ['maxQueued', { maxQueued: 0.5 }],
  ])('refuses a wrong %s', (argument, options) => {
    const told: unknown[] = [];
    range(0, 3)
      .pipe(inSlices(options))
      .subscribe({ next: fail, error: (error: unknown) => told.push(error) });
    expect(told).toEqual([expect.any(InvalidArgumentError)]);
    expect(told).toEqual([expect.objectContaining({ argument })]);
  });
});

const fail = (): never => {
  throw new Error('no value is due');
};
