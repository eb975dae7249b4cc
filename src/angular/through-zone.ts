import { NgZone } from '@angular/core';
import { type MonoTypeOperatorFunction, Observable, type SchedulerLike } from 'rxjs';

/** What a subscriber is told, told in Angular's zone when it subscribed there. */
const entry = (zone: NgZone): ((tell: () => void) => void) =>
  NgZone.isInAngularZone() ? (tell) => zone.run(tell) : (tell) => tell();

/**
 * Subscribes outside Angular's zone, so that sockets and timers of the source start no change detection, and lets
 * what comes back into the zone in which it was subscribed to.
 *
 * Emits, completes and errors as its source. Without zones it changes nothing.
 *
 * @param zone - Angular's zone.
 * @example
 * ```ts
 * import { NgZone, inject } from '@angular/core';
 * import { interval } from 'rxjs';
 * import { throughZone } from 'rxjs-janus/angular';
 *
 * // In an injection context. What is mapped above the operator runs outside, what is below it inside.
 * const seconds$ = () => interval(1_000).pipe(throughZone(inject(NgZone)));
 * ```
 */
export const throughZone =
  <T>(zone: NgZone): MonoTypeOperatorFunction<T> =>
  (source$) =>
    new Observable((subscriber) => {
      const enter = entry(zone);
      const running = zone.runOutsideAngular(() =>
        source$.subscribe({
          next: (value) => enter(() => subscriber.next(value)),
          error: (error: unknown) => enter(() => subscriber.error(error)),
          complete: () => enter(() => subscriber.complete()),
        }),
      );
      // A farewell is sent by the teardown: it too is no matter of the zone's.
      return () => zone.runOutsideAngular(() => running.unsubscribe());
    });

/** A scheduler whose timers run outside Angular's zone. */
export const outsideZone = (scheduler: SchedulerLike, zone: NgZone): SchedulerLike => ({
  now: () => scheduler.now(),
  schedule: (...work: Parameters<SchedulerLike['schedule']>) =>
    zone.runOutsideAngular(() => scheduler.schedule(...work)),
});
