import {
  type Observable,
  type ObservableInput,
  ReplaySubject,
  Subject,
  defer,
  distinctUntilChanged,
  ignoreElements,
  map,
  merge,
  startWith,
  takeUntil,
  tap,
  throwError,
} from 'rxjs';
import { InvalidArgumentError } from '../errors/input-errors.js';
import type { Handle } from '../handle/handle.js';
import type { Jsep } from '../protocol/jsep.js';
import { PeerEndedError } from './errors.js';
import type { Negotiation } from './negotiation/negotiation.js';
import type { Send } from './negotiation/send.js';
import { type AskRestart, Standing } from './negotiation/standing.js';
import type { Peer } from './peer.js';
import type { Recovery } from './recovery/recovery.js';
import { property$ } from './signals.js';
import { type AddOptions, type LocalTrack, type TracksInput, localTracksOf } from './tracks/local-track.js';
import { receiving$ } from './tracks/receiving.js';
import { type RemoteTrack, remoteTracks$ } from './tracks/remote-track.js';
import { isSameList } from './tracks/same.js';
import { sending$ } from './tracks/sending.js';

/** A peer over one PeerConnection, until it is closed. */
export class LivePeer implements Peer {
  readonly handle: Handle;
  readonly connection: RTCPeerConnection;
  readonly #recovery$: Observable<Recovery>;
  readonly #negotiation: Negotiation;
  readonly #standing: Standing;
  readonly #sent = new Subject<void>();
  readonly #closed = new ReplaySubject<void>(1);
  #open = true;

  constructor(
    handle: Handle,
    connection: RTCPeerConnection,
    negotiation: Negotiation,
    recovery$: Observable<Recovery>,
  ) {
    this.handle = handle;
    this.connection = connection;
    this.#negotiation = negotiation;
    this.#standing = new Standing(negotiation, handle);
    this.#recovery$ = recovery$;
  }

  get connectionState$(): Observable<RTCPeerConnectionState> {
    const { connection } = this;
    return this.#whileOpen$(property$(connection, 'connectionstatechange', () => connection.connectionState));
  }

  get iceState$(): Observable<RTCIceConnectionState> {
    const { connection } = this;
    return this.#whileOpen$(
      property$(connection, 'iceconnectionstatechange', () => connection.iceConnectionState),
    );
  }

  get recovery$(): Observable<Recovery> {
    return this.#whileOpen$(this.#recovery$);
  }

  get localTracks$(): Observable<readonly LocalTrack[]> {
    return this.#whileOpen$(
      merge(this.#sent, this.#negotiation.agreed$).pipe(
        startWith(undefined),
        map(() => localTracksOf(this.connection)),
        distinctUntilChanged(isSameList),
      ),
    );
  }

  get remoteTracks$(): Observable<readonly RemoteTrack[]> {
    return this.#whileOpen$(remoteTracks$(this.connection, this.#negotiation.agreed$));
  }

  send$(tracks: TracksInput, options?: AddOptions): Observable<readonly LocalTrack[]> {
    return this.#whileOpen$(
      sending$(this.connection, tracks, options).pipe(
        tap(() => this.#sent.next()),
        map(() => localTracksOf(this.connection)),
      ),
    );
  }

  receive$(kind: 'audio' | 'video'): Observable<RTCRtpTransceiver> {
    return this.#whileOpen$(receiving$(this.connection, kind));
  }

  offer$<T>(send$: Send<T>): Observable<T> {
    return this.#whileOpen$(this.#negotiation.offer$(send$));
  }

  negotiate$<T>(send$: Send<T>): Observable<T> {
    return this.#whileOpen$(this.#standing.offers$(send$));
  }

  answer$<T>(offer: Jsep | undefined, send$: Send<T>): Observable<T> {
    return offer?.type === 'offer'
      ? this.#whileOpen$(this.#negotiation.answer$(offer, send$))
      : throwError(() => new InvalidArgumentError('offer', 'a session description of type offer', offer));
  }

  answers$<T>(offers$: ObservableInput<unknown>, send$: Send<T>, restart$?: AskRestart): Observable<T> {
    return this.#whileOpen$(this.#standing.answers$(offers$, send$, restart$));
  }

  restart$(): Observable<never> {
    return this.#whileOpen$(this.#standing.restart$().pipe(ignoreElements()));
  }

  /** The PeerConnection is closed. */
  close(): void {
    this.#open = false;
    this.#closed.next();
    this.#closed.complete();
  }

  #whileOpen$<T>(source$: Observable<T>): Observable<T> {
    return defer(() =>
      this.#open ? source$.pipe(takeUntil(this.#closed)) : throwError(() => new PeerEndedError(this.handle)),
    );
  }
}
