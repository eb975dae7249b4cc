import {
  EMPTY,
  Observable,
  type SchedulerLike,
  type Subscription,
  catchError,
  concatMap,
  filter,
  map,
  merge,
  tap,
} from 'rxjs';
import type { Handle } from '../../handle/handle.js';
import type { Candidate } from '../../protocol/jsep.js';
import { changes$ } from '../signals.js';

/** What one message to the server holds: candidates, or `null` at their end. */
export type Batch = readonly Candidate[] | null;

/** When batches leave. */
export interface BatchOptions {
  /** Milliseconds from the first candidate of a batch to its leaving. */
  readonly trickleBatchMs: number;
  /** Where that is timed. */
  readonly scheduler: SchedulerLike;
}

/** The candidates of a PeerConnection on their way to the server, batch by batch, none overtaking another. */
export const outgoing$ = (
  handle: Handle,
  connection: RTCPeerConnection,
  gate$: Observable<boolean>,
  options: BatchOptions,
): Observable<void> =>
  batched$(found$(connection), gate$, options).pipe(
    // One that is not taken is no end: ICE may do without it, and tells when it does not.
    concatMap((batch) => handle.trickle$(batch).pipe(catchError(() => EMPTY))),
  );

const found$ = (connection: RTCPeerConnection): Observable<Candidate | null> =>
  changes$(connection, 'icecandidate').pipe(
    map((event) => (event as RTCPeerConnectionIceEvent).candidate),
    // An empty one ends those of one generation, and `null` all of them: the server knows one end.
    filter((found) => found?.candidate !== ''),
    map((found) => found && plain(found)),
  );

const plain = ({ candidate, sdpMid, sdpMLineIndex, usernameFragment }: Candidate): Candidate => ({
  candidate,
  ...{ sdpMid: sdpMid ?? null, sdpMLineIndex: sdpMLineIndex ?? null },
  ...(usernameFragment && { usernameFragment }),
});

/**
 * Candidates in batches, kept while the gate is closed: none may reach the server before the description that it belongs
 * to. The end of the candidates sends what there is at once, and leaves alone.
 */
export const batched$ = (
  found$: Observable<Candidate | null>,
  gate$: Observable<boolean>,
  { trickleBatchMs, scheduler }: BatchOptions,
): Observable<Batch> =>
  new Observable((subscriber) => {
    const kept: (Candidate | null)[] = [];
    let open = false;
    let leaving: Subscription | undefined;
    const stop = (): void => {
      leaving?.unsubscribe();
      leaving = undefined;
    };
    const leave = (): void => {
      stop();
      for (const batch of batchesOf(kept.splice(0))) subscriber.next(batch);
    };
    const arm = (): void => {
      if (!open || kept.length === 0) stop();
      else if (kept.at(-1) === null) leave();
      else leaving ??= scheduler.schedule(leave, trickleBatchMs);
    };
    subscriber.add(stop);
    const opened$ = gate$.pipe(tap((isOpen) => (open = isOpen)));
    const kept$ = found$.pipe(tap((candidate) => kept.push(candidate)));
    subscriber.add(
      merge(opened$, kept$).subscribe({ next: arm, error: (error: unknown) => subscriber.error(error) }),
    );
  });

/** Runs of candidates, with the ends between them. */
const batchesOf = (kept: readonly (Candidate | null)[]): readonly Batch[] =>
  kept.reduce<readonly Batch[]>((batches, one) => {
    const last = batches.at(-1);
    if (one === null) return [...batches, null];
    return last ? [...batches.slice(0, -1), [...last, one]] : [...batches, [one]];
  }, []);
