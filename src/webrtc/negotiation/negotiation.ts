import {
  BehaviorSubject,
  EMPTY,
  Observable,
  Subject,
  catchError,
  concat,
  concatMap,
  defer,
  filter,
  finalize,
  from,
  map,
  of,
  switchMap,
  takeUntil,
  tap,
  throwError,
} from 'rxjs';
import type { Jsep } from '../../protocol/jsep.js';
import { type Bound, NegotiationError } from '../errors.js';
import type { Incoming } from '../trickle/incoming.js';
import { type GatheringSettings, described$ } from './described.js';
import { type Send, type SendContext, jsepIn } from './send.js';
import { type Release, Turns } from './turns.js';

/** One offer of ours: until the answer is set, and whether it made room for one of the server's. */
interface Attempt {
  readonly restart: boolean;
  pending: boolean;
  yielded: boolean;
}

/** What both sides agreed on. */
export interface Agreed {
  /** Whether it was an offer of ours that restarts ICE. */
  readonly restart: boolean;
}

/** The offers and answers of one PeerConnection, one after another. */
export class Negotiation {
  readonly #connection: RTCPeerConnection;
  readonly #handle: Bound;
  readonly #incoming: Incoming;
  readonly #settings: GatheringSettings;
  readonly #turns = new Turns();
  readonly #gate = new BehaviorSubject(false);
  readonly #agreed = new Subject<Agreed>();
  readonly #crossed = new Subject<void>();
  readonly #needed = new BehaviorSubject(false);
  #offers = 0;
  #answers = 0;

  constructor(connection: RTCPeerConnection, handle: Bound, incoming: Incoming, settings: GatheringSettings) {
    this.#connection = connection;
    this.#handle = handle;
    this.#incoming = incoming;
    this.#settings = settings;
  }

  /** Whether candidates of ours may leave: not before the description that they belong to. */
  get gate$(): Observable<boolean> {
    return this.#gate.asObservable();
  }

  /** Whether the server knows of the PeerConnection. */
  get begun(): boolean {
    return this.#offers + this.#answers > 0;
  }

  /** Emits whenever both sides agree anew. */
  get agreed$(): Observable<Agreed> {
    return this.#agreed.asObservable();
  }

  /** Emits when what is to be sent or received is not what was agreed on, also when it was so before. */
  get needed$(): Observable<unknown> {
    return this.#needed.pipe(filter((needed) => needed));
  }

  /** What is to be sent or received is not what was agreed on any more. */
  need(): void {
    if (!this.#needed.value) this.#needed.next(true);
  }

  /** An offer of ours; one that crosses an offer of the server's is made anew behind that. */
  offer$<T>(send$: Send<T>, restart = false): Observable<T> {
    return defer(() => {
      const attempt: Attempt = { restart, pending: true, yielded: false };
      return concat(
        this.#turns.take$((release) => this.#attempt$(attempt, send$, release)),
        defer(() => (attempt.yielded ? this.offer$(send$, restart) : EMPTY)),
      );
    });
  }

  answer$<T>(offer: Jsep, send$: Send<T>): Observable<T> {
    const turn$ = this.#turns.take$((release) => {
      // What the answer leaves open is told anew behind it.
      this.#needed.next(false);
      return this.#theirs$(offer).pipe(
        switchMap(() => this.#ours$(() => this.#connection.createAnswer())),
        switchMap((answer) => this.#sent$(send$, answer, { nth: this.#answers++, restart: false })),
        tap({ next: () => this.#agree(release), complete: () => this.#agree(release) }),
      );
    });
    return new Observable((subscriber) => {
      turn$.subscribe(subscriber);
      // Behind it in the queue: an offer of ours that waits for its answer makes room.
      this.#crossed.next();
    });
  }

  #attempt$<T>(attempt: Attempt, send$: Send<T>, release: Release): Observable<T> {
    const { restart } = attempt;
    const crossed$ = this.#crossed.pipe(
      filter(() => attempt.pending),
      tap(() => (attempt.yielded = true)),
    );
    this.#incoming.hold();
    this.#needed.next(false);
    return this.#ours$(() => this.#connection.createOffer({ iceRestart: restart })).pipe(
      switchMap((offer) => this.#sent$(send$, offer, { nth: this.#offers++, restart })),
      concatMap((value) => {
        const answer = attempt.pending ? jsepIn(value, 'answer') : undefined;
        if (!answer) return of(value);
        attempt.pending = false;
        return this.#theirs$(answer).pipe(
          tap(() => this.#agree(release, restart)),
          map(() => value),
        );
      }),
      takeUntil(crossed$),
      finalize(() => attempt.pending && this.#rollBack()),
    );
  }

  #ours$(make: () => Promise<RTCSessionDescriptionInit>): Observable<Jsep> {
    this.#gate.next(false);
    return described$(this.#connection, this.#handle, make, this.#settings);
  }

  #sent$<T>(send$: Send<T>, jsep: Jsep, context: SendContext): Observable<T> {
    return new Observable((subscriber) => {
      from(send$(jsep, context)).subscribe(subscriber);
      // What leaves in the same turn arrives behind it. Janus 1.1.2 drops what comes before its answer to a restart.
      if (!context.restart) this.#gate.next(true);
    });
  }

  #theirs$(jsep: Jsep): Observable<void> {
    return from(this.#connection.setRemoteDescription(jsep)).pipe(
      catchError((cause: unknown) =>
        throwError(() => new NegotiationError('remote', this.#handle, { cause })),
      ),
      tap(() => this.#incoming.release()),
    );
  }

  #agree(release: Release, restart = false): void {
    this.#gate.next(true);
    release();
    this.#agreed.next({ restart });
  }

  /** Nobody waits for the answer any more. What cannot roll back, or is closed, stays as it is. */
  #rollBack(): void {
    this.#connection.setLocalDescription({ type: 'rollback' }).then(
      () => this.#incoming.release(),
      () => undefined,
    );
  }
}
