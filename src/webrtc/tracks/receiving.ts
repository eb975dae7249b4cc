import { Observable } from 'rxjs';

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
