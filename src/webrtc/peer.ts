import type { Observable, ObservableInput } from 'rxjs';
import type { Handle } from '../handle/handle.js';
import type { Jsep } from '../protocol/jsep.js';
import type { Send } from './negotiation/send.js';
import type { AskRestart } from './negotiation/standing.js';
import type { Recovery } from './recovery/recovery.js';
import type { AddOptions, LocalTrack, TracksInput } from './tracks/local-track.js';
import type { RemoteTrack } from './tracks/remote-track.js';

/**
 * A PeerConnection that is bound to a handle, living while somebody is subscribed to the {@link peer$} that gave it.
 *
 * All its streams complete when it is closed, and error with {@link PeerEndedError} when they are subscribed to after that.
 * Negotiations take their turns: none begins before the one before it has its answer.
 */
export interface Peer {
  /** The handle it is bound to. */
  readonly handle: Handle;
  /** The PeerConnection itself, for what has no stream here. Negotiate and close it by the peer alone. */
  readonly connection: RTCPeerConnection;
  /** Replays the newest: the state of all its transports together. */
  readonly connectionState$: Observable<RTCPeerConnectionState>;
  /** Replays the newest: the state of ICE. */
  readonly iceState$: Observable<RTCIceConnectionState>;
  /** Replays the newest: what is being done about a broken media path. */
  readonly recovery$: Observable<Recovery>;
  /** Replays the newest: what is sent, by mid. */
  readonly localTracks$: Observable<readonly LocalTrack[]>;
  /** Replays the newest: what is received, by mid. A track that the server sends no more is not in the list. */
  readonly remoteTracks$: Observable<readonly RemoteTrack[]>;
  /**
   * Sends tracks for as long as it is subscribed to. Each list is all that is to be sent: a track in the place of another
   * of its kind replaces it without renegotiation, and a place that a shorter list leaves empty is sent no more. Emits what
   * is sent after each list; completes with the peer, not with the source, and errors with the source.
   *
   * @param tracks - The tracks: a list, a stream, or an Observable or a promise of either.
   * @param options - How they are sent.
   */
  send$(tracks: TracksInput, options?: AddOptions): Observable<readonly LocalTrack[]>;
  /**
   * Receives media of a kind in a section of its own, for as long as it is subscribed to: where ours is the offer and
   * nothing of that kind is sent. Emits what carries it; completes with the peer.
   *
   * @param kind - Audio or video.
   */
  receive$(kind: 'audio' | 'video'): Observable<RTCRtpTransceiver>;
  /**
   * Makes an offer and takes it to the server. Cold: one negotiation, in its turn. Emits what `send$` gives, the value with
   * the answer once that is set, and completes and errors as that does; errors with {@link NegotiationError}. An offer of
   * the server's that crosses it is answered first, and ours made anew.
   *
   * @param send$ - Takes the offer, gives a value with the answer as `jsep`.
   */
  offer$<T>(send$: Send<T>): Observable<T>;
  /**
   * Offers whenever that is needed, for as long as it is subscribed to: tracks come or go or change direction, ICE is
   * restarted. Emits what `send$` gives, as {@link Peer.offer$} does; completes with the peer, errors as `send$` does, but
   * for a restart: what becomes of that, `recovery$` tells.
   *
   * @param send$ - Takes an offer, gives a value with the answer as `jsep`.
   */
  negotiate$<T>(send$: Send<T>): Observable<T>;
  /**
   * Answers one offer of the server's. Cold: one negotiation, in its turn. Emits what `send$` gives, completes and errors as
   * that does; errors with {@link NegotiationError}, and with {@link InvalidArgumentError} when there is no offer.
   *
   * @param offer - The `jsep` of a reply or an event.
   * @param send$ - Takes the answer.
   */
  answer$<T>(offer: Jsep | undefined, send$: Send<T>): Observable<T>;
  /**
   * Answers what the server offers, for as long as it is subscribed to: the offers that a plugin's method gives, those that
   * come as events of the handle, and those that a restart of ICE asks for. Emits what `send$` gives; completes with the
   * peer, errors as `offers$` and `send$` do, and with {@link OfferLostError} when an offer was lost with the line.
   *
   * @param offers$ - What gives the first offers as `jsep`: a method of a plugin.
   * @param send$ - Takes an answer.
   * @param restart$ - Asks for an offer that restarts ICE, where the plugin makes one.
   */
  answers$<T>(offers$: ObservableInput<unknown>, send$: Send<T>, restart$?: AskRestart): Observable<T>;
  /** Has ICE restarted by `negotiate$` or `answers$`. Emits nothing, completes when both sides agree; errors when they do not. */
  restart$(): Observable<never>;
}
