import { Observable, distinct, map, tap } from 'rxjs';
import { changes$ } from '../signals.js';
import type { Prepare } from '../capture/codecs.js';

/** A section in which media of a kind are received, until it is unsubscribed from. */
export const receiving$ = (
  connection: RTCPeerConnection,
  kind: 'audio' | 'video',
): Observable<RTCRtpTransceiver> =>
  new Observable((subscriber) => {
    const transceiver = connection.addTransceiver(kind, { direction: 'recvonly' });
    subscriber.next(transceiver);
    return () => {
      if (connection.signalingState !== 'closed') transceiver.direction = 'inactive';
    };
  });

/** Prepares each section in which something is received, while that is told: no frame has come yet. */
export const prepared$ = (connection: RTCPeerConnection, prepare: Prepare): Observable<unknown> =>
  changes$(connection, 'track').pipe(
    map((event) => (event as RTCTrackEvent).transceiver),
    distinct(),
    tap((transceiver) => prepare(transceiver, transceiver.receiver.track)),
  );
