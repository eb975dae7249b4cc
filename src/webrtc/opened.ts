import { Observable, type Subscriber } from 'rxjs';
import type { HandleEvent } from '../handle/events.js';
import type { Handle } from '../handle/handle.js';
import { PeerFailedError } from './errors.js';
import { hangUp } from './hang-up.js';
import { LivePeer } from './live-peer.js';
import { Negotiation } from './negotiation/negotiation.js';
import type { Peer } from './peer.js';
import type { Recovery } from './recovery/recovery.js';
import { mending$ } from './recovery/mending.js';
import type { PeerSettings } from './settings.js';
import { changes$ } from './signals.js';
import { prepared$ } from './tracks/receiving.js';
import { Incoming } from './trickle/incoming.js';
import { outgoing$ } from './trickle/outgoing.js';

/** What outlives a PeerConnection that another takes the place of. */
export interface Lasting {
  readonly recovery$: Observable<Recovery>;
  tell(recovery: Recovery): void;
  isUp(): void;
}

/**
 * Binds a PeerConnection to its handle. Emits the peer once, completes and errors with the handle, completes when the
 * server hangs up, errors with {@link PeerFailedError} when it breaks; unsubscribing closes it and hangs up.
 */
export const opened$ = (
  handle: Handle,
  connection: RTCPeerConnection,
  settings: PeerSettings,
  lasting: Lasting,
): Observable<Peer> =>
  new Observable((subscriber) => {
    const incoming = new Incoming((candidate) => connection.addIceCandidate(candidate));
    const negotiation = new Negotiation(connection, handle, incoming, settings);
    const peer = new LivePeer(handle, connection, negotiation, lasting.recovery$);
    let hungUp = false;
    subscriber.add(() => {
      // First, so that nothing is negotiated over what ends with it.
      connection.close();
      peer.close();
      if (!hungUp && negotiation.begun && isToldOfEnd(settings)) hangUp(handle, settings.scheduler);
    });
    const heard = (event: HandleEvent): void => {
      if (event.kind === 'trickle') incoming.take(event.candidate);
      if (event.kind !== 'hangup') return;
      hungUp = true;
      if (isFailure(event)) subscriber.error(new PeerFailedError('hangup', handle, event));
      else subscriber.complete();
    };
    follow(subscriber, handle.event$, heard);
    follow(subscriber, changes$(connection, 'negotiationneeded'), () => negotiation.need());
    follow(subscriber, peer.connectionState$, (state) => {
      if (state === 'connected') lasting.isUp();
    });
    if (settings.trickle !== 'none')
      follow(subscriber, outgoing$(handle, connection, negotiation.gate$, settings));
    const { prepare } = settings.receive;
    if (prepare) follow(subscriber, prepared$(connection, prepare));
    if (settings.recovery)
      follow(subscriber, mending$(peer, settings.recovery), (recovery) => lasting.tell(recovery));
    subscriber.next(peer);
  });

/** Whether a hang-up is the end of something broken, or one that somebody wanted. */
const isFailure = ({ reason = '' }: { readonly reason?: string }): boolean =>
  /^(?:ICE|DTLS|Gathering)\b/.test(reason);

const isToldOfEnd = ({ teardown }: PeerSettings): boolean =>
  (typeof teardown === 'function' ? teardown() : teardown) === 'hangup';

/** Subscribes for as long as the peer lives, and ends it with what is followed. */
const follow = <T>(subscriber: Subscriber<Peer>, source$: Observable<T>, next?: (value: T) => void): void =>
  subscriber.add(
    source$.subscribe({
      ...(next && { next }),
      error: (error: unknown) => subscriber.error(error),
      complete: () => subscriber.complete(),
    }),
  );
