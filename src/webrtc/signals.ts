import { type Observable, defer, distinctUntilChanged, fromEvent, map, merge, startWith } from 'rxjs';

/** Something that tells of its changes by events. */
export type Target = Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;

/** Emits with each of the events. */
export const changes$ = (target: Target, ...events: readonly string[]): Observable<Event> =>
  merge(...events.map((name) => fromEvent<Event>(target, name)));

/** A property, now and whenever one of the events says that it may have changed. */
export const property$ = <T>(target: Target, event: string, read: () => T): Observable<T> =>
  defer(() => changes$(target, event).pipe(map(read), startWith(read()), distinctUntilChanged()));
