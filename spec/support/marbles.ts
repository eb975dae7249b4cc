import type { Observable, SchedulerLike } from 'rxjs';
import { type RunHelpers, TestScheduler } from 'rxjs/testing';

/** A scheduler in virtual time: one character of a marble diagram is one millisecond. */
export const marbles = (): TestScheduler =>
  new TestScheduler((actual, expected) => expect(actual).toEqual(expected));

/** What `cold` makes. */
export type ColdObservable<T> = Observable<T> & Pick<ReturnType<RunHelpers['cold']>, 'subscriptions'>;

export interface VirtualTime extends RunHelpers {
  /** Does something at a time, after what the marbles do then; nothing that runs for ever is ended by the end of a spec, so end it. */
  at(ms: number, action: () => void): void;
  /** Milliseconds since the beginning. */
  now(): number;
  /** How many timers are set at the moment, those of `at` to come among them. */
  timers(): number;
  /** The scheduler itself, where a piece of the library takes one. */
  readonly scheduler: SchedulerLike;
}

/** Longer than any spec's story, in milliseconds. */
const FOR_EVER = 3_600_000;

/** Runs a spec in virtual time, to its end; fails when something still runs an hour later. Promises do not run there. */
export const virtually = (spec: (time: VirtualTime) => void): void => {
  const scheduler = marbles();
  scheduler.run((helpers) => {
    spec({
      ...helpers,
      at: (ms, action) => void scheduler.schedule(() => void scheduler.schedule(action), ms),
      now: () => scheduler.now(),
      // All but the one that ends the hour.
      timers: () => scheduler.actions.length - 1,
      scheduler,
    });
    scheduler.schedule(() => {
      const left = scheduler.actions.length;
      scheduler.actions.length = 0;
      if (left > 0) throw new Error(`${String(left)} timers still run after an hour`);
    }, FOR_EVER);
  });
};

/** An error as one word: its kind where it has one. */
export const wordOfError = (error: unknown): string =>
  (error as { readonly kind?: string }).kind ?? `${(error as Error).name}: ${(error as Error).message}`;

/** Matches an error by kind and fields. */
export const anError = (kind: string, fields: object = {}): unknown =>
  expect.objectContaining({ kind, ...fields }) as unknown;
