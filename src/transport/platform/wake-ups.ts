import { NEVER, type Observable, defer, filter, fromEvent, merge } from 'rxjs';

/** The globals that a page has, a worker has in part, and other runtimes may lack. */
interface Globals {
  readonly navigator?: { readonly onLine?: boolean };
  readonly document?: EventTarget & { readonly visibilityState?: string };
  readonly addEventListener?: unknown;
}

const globals = globalThis as unknown as Globals;

const told$ = (target: unknown, name: string): Observable<unknown> =>
  (target as Globals | undefined)?.addEventListener ? fromEvent(target as EventTarget, name) : NEVER;

/** Whether the platform does not say that it is offline. */
export const isOnline = (): boolean => globals.navigator?.onLine !== false;

/** The network is back, the page is seen again, or was taken out of the browser's cache. */
export const wake$: Observable<unknown> = defer(() =>
  merge(
    told$(globals, 'online'),
    // Each page tells it once when it is loaded: then nothing slept, and an attempt under way is not to be broken off.
    told$(globals, 'pageshow').pipe(filter((event) => (event as PageTransitionEvent).persisted)),
    told$(globals.document, 'visibilitychange').pipe(
      filter(() => globals.document?.visibilityState === 'visible'),
    ),
  ),
).pipe(filter(isOnline));
