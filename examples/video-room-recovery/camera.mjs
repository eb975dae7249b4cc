// Media of the others: a PeerConnection of werift that offers audio. In a browser this is RTCPeerConnection and getUserMedia.
import { Observable, concatMap, defer, first, from, map, merge, switchMap } from 'rxjs';
import { ofKind } from 'rxjs-janus';

/** @typedef {import('rxjs-janus/videoroom').VideoRoomHandle} VideoRoomHandle */

/**
 * Publishes, and emits the handle once the media is up: from then on the others are told. Unsubscribing ends the media.
 *
 * @type {(room: VideoRoomHandle, address: string) => Observable<VideoRoomHandle>}
 */
export const published$ = (room, address) =>
  camera$(address).pipe(
    switchMap((pc) =>
      merge(
        room.event$.pipe(
          ofKind('webrtcup'),
          first(),
          map(() => room),
        ),
        defer(() => offerOf(pc)).pipe(
          concatMap((offer) => room.publish$(offer)),
          concatMap(({ jsep }) => (jsep ? pc.setRemoteDescription(jsep) : [])),
          concatMap(() => []),
        ),
      ),
    ),
  );

/** @type {(address: string) => Observable<import('werift').RTCPeerConnection>} */
const camera$ = (address) =>
  // Only who asks for media needs werift.
  from(import('werift')).pipe(
    switchMap(
      ({ RTCPeerConnection }) =>
        new Observable((subscriber) => {
          const pc = new RTCPeerConnection({
            iceAdditionalHostAddresses: [address],
            // Without one werift asks a server on the internet. Nobody answers here, and nobody waits for it.
            iceServers: [{ urls: `stun:${address}:9` }],
          });
          pc.addTransceiver('audio', { direction: 'sendonly' });
          subscriber.next(pc);
          return () => void pc.close();
        }),
    ),
  );

/** werift waits for servers to tell it more candidates; the first is all there is here. */
const offerOf = async (/** @type {import('werift').RTCPeerConnection} */ pc) => {
  const found = new Promise((resolve) => pc.onIceCandidate.subscribe((candidate) => candidate && resolve(0)));
  const { sdp } = await pc.createOffer();
  void pc.setLocalDescription({ type: 'offer', sdp });
  await found;
  return /** @type {const} */ ({ type: 'offer', sdp: pc.localDescription?.sdp ?? sdp });
};
