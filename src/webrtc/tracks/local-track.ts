import { type Observable, from, map, of } from 'rxjs';

/** A track that is sent. */
export interface LocalTrack {
  /** The media section; `null` before the first negotiation. */
  readonly mid: string | null;
  /** Audio or video. */
  readonly kind: string;
  /** The track. */
  readonly track: MediaStreamTrack;
  /** What carries it: its sender takes parameters, DTMF and transforms. */
  readonly transceiver: RTCRtpTransceiver;
}

/** What has tracks: a MediaStream. */
export interface TrackSource {
  /** All tracks. */
  getTracks(): readonly MediaStreamTrack[];
}

/** Tracks: a list or a stream. */
export type Tracks = readonly MediaStreamTrack[] | TrackSource;

/** What `send$` takes: tracks, or an Observable or a promise of them. */
export type TracksInput = Tracks | Observable<Tracks> | PromiseLike<Tracks>;

/** How tracks are sent. */
export interface AddOptions {
  /** `'sendrecv'` by default: where the server sends media back in the same section. */
  readonly direction?: 'sendrecv' | 'sendonly';
  /** The encodings of video, the least first, for simulcast. */
  readonly sendEncodings?: readonly RTCRtpEncodingParameters[];
  /** Called with what carries a track before it is negotiated: to prefer codecs, or to encrypt. */
  readonly prepare?: (transceiver: RTCRtpTransceiver, track: MediaStreamTrack) => void;
}

/** One list after another. */
export const lists$ = (tracks: TracksInput): Observable<readonly MediaStreamTrack[]> =>
  (isTracks(tracks) ? of(tracks) : from(tracks)).pipe(
    map((list) => ('getTracks' in list ? list.getTracks() : list)),
  );

const isTracks = (tracks: TracksInput): tracks is Tracks => Array.isArray(tracks) || 'getTracks' in tracks;

/** What is sent, by mid. */
export const localTracksOf = (connection: RTCPeerConnection): readonly LocalTrack[] =>
  connection.getTransceivers().flatMap((transceiver) => {
    const { track } = transceiver.sender;
    return track && transceiver.direction.startsWith('send')
      ? [{ mid: transceiver.mid, kind: track.kind, track, transceiver }]
      : [];
  });
