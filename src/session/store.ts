import { type Observable, type ObservableInput, defer, of } from 'rxjs';
import type { SessionSnapshot } from './snapshot.js';

/** Where {@link persist} keeps a session: `sessionStorage`, a file, a database. Each is asked when it is needed, first value counts. */
export interface SnapshotStore {
  /** What was saved last, as it was saved; null or undefined when there is nothing. */
  load(): ObservableInput<unknown>;
  /** Keeps a snapshot in the place of the one before. */
  save(snapshot: SessionSnapshot): ObservableInput<void>;
  /** Forgets it: the session is over. */
  clear(): ObservableInput<void>;
}

/** The part of `sessionStorage` and `localStorage` that is used. */
export type StorageLike = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const parsed = (text: string | null): unknown => {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    // Not ours: whoever reads it says so.
    return text;
  }
};

/**
 * A store in a browser's `sessionStorage`: it outlives a reload of the page, and is no other tab's.
 *
 * @param storage - The storage, or what gives it: `() => sessionStorage` touches nothing before it is needed.
 * @param key - The name under which the snapshot is kept; `'rxjs-janus'` by default.
 * @example
 * ```ts
 * import { persist, webSocketTransport, webStore } from 'rxjs-janus';
 *
 * const keep = persist(webStore(() => sessionStorage));
 * const session$ = keep(webSocketTransport({ url: 'wss://janus.example/ws' }));
 * ```
 */
export const webStore = (storage: StorageLike | (() => StorageLike), key = 'rxjs-janus'): SnapshotStore => {
  const with$ = <T>(use: (store: StorageLike) => T): Observable<T> =>
    defer(() => of(use(typeof storage === 'function' ? storage() : storage)));
  return {
    load: () => with$((store) => parsed(store.getItem(key))),
    save: (snapshot) => with$((store) => store.setItem(key, JSON.stringify(snapshot))),
    clear: () => with$((store) => store.removeItem(key)),
  };
};
