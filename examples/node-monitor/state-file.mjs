// The sessions of all rooms in one file, for the process after this one. Who reads it may claim them: it is its owner's alone.
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { Subject, auditTime, of, tap } from 'rxjs';

const WRITE_EVERY_MS = 1_000;

/**
 * @typedef {object} State
 * @property {(room: number) => import('rxjs-janus').SnapshotStore} storeOf
 * @property {import('rxjs').Observable<unknown>} written$ writes what changed, once a second, while it is subscribed to
 * @property {() => void} flush writes now
 */

/** @type {(file: string | undefined) => State} */
export const stateIn = (file) => {
  const kept = new Map(Object.entries(file === undefined ? {} : read(file)));
  /** @type {Subject<void>} */
  const changed = new Subject();
  const flush = () => {
    if (file === undefined) return;
    if (kept.size === 0) return rmSync(file, { force: true });
    writeFileSync(`${file}.new`, JSON.stringify(Object.fromEntries(kept)), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };
  const change = (/** @type {() => void} */ how) => {
    how();
    changed.next();
    return of(undefined);
  };
  return {
    storeOf: (room) => ({
      load: () => of(kept.get(String(room))),
      save: (snapshot) => change(() => kept.set(String(room), snapshot)),
      clear: () => change(() => kept.delete(String(room))),
    }),
    written$: changed.pipe(auditTime(WRITE_EVERY_MS), tap(flush)),
    flush,
  };
};

/** @type {(file: string) => Record<string, unknown>} */
const read = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // The first start, or a file that was cut off: the sessions in it end by the server's time-outs.
    return {};
  }
};
