// What werift adds to a peer: tracks that are written as RTP, and a count of what is received.
import {
  MediaStreamTrack as WeriftTrack,
  RTCPeerConnection,
  RTCRtpCodecParameters,
  RtpHeader,
  RtpPacket,
} from 'werift';
import { EMPTY, Observable, distinctUntilChanged, last, map, switchMap, takeUntil } from 'rxjs';
import type { MakePeer, Peer } from 'rxjs-janus/webrtc';
import { weriftPeer } from 'rxjs-janus/webrtc/werift';
import { MEDIA_ADDRESS } from '../../support/namespace/index.js';

const PACKET_MS = 20;
const SAMPLES = 960;
const SILENCE = Buffer.from([0xf8, 0xff, 0xfe]);
const OPUS = new RTCRtpCodecParameters({
  mimeType: 'audio/opus',
  clockRate: 48_000,
  channels: 2,
  payloadType: 111,
});

/** Makes PeerConnections that find each other in the namespace, with Opus alone. */
export const makePeer: MakePeer = weriftPeer(RTCPeerConnection, {
  codecs: { audio: [OPUS], video: [] },
  iceAdditionalHostAddresses: [MEDIA_ADDRESS],
});

/** A track on which a packet goes out every 20 ms, for as long as it is subscribed to. */
export const tone$ = (): Observable<readonly MediaStreamTrack[]> =>
  new Observable((subscriber) => {
    const track = new WeriftTrack({ kind: 'audio' });
    let sent = 0;
    const timer = setInterval(() => {
      const header = { payloadType: 111, sequenceNumber: sent & 0xffff, timestamp: sent * SAMPLES, ssrc: 1 };
      track.writeRtp(new RtpPacket(new RtpHeader(header), SILENCE).serialize());
      sent += 1;
    }, PACKET_MS);
    subscriber.next([track as unknown as MediaStreamTrack]);
    return () => clearInterval(timer);
  });

/** Counts the packets of the first track that a peer receives: emits the count with each. */
export const heardOf$ = (peer: Peer): Observable<number> =>
  peer.remoteTracks$.pipe(
    map(([first]) => first?.track),
    distinctUntilChanged(),
    switchMap((track) => (track ? heard$(track) : EMPTY)),
    takeUntil(peer.connectionState$.pipe(last())),
  );

const heard$ = (track: MediaStreamTrack): Observable<number> =>
  new Observable((subscriber) => {
    let count = 0;
    const { unSubscribe } = (track as unknown as WeriftTrack).onReceiveRtp.subscribe(() =>
      subscriber.next((count += 1)),
    );
    return unSubscribe;
  });
