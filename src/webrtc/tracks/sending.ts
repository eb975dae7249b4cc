import { NEVER, type Observable, concat, concatMap, defer, finalize, from } from 'rxjs';
import { type AddOptions, type TracksInput, lists$ } from './local-track.js';

/** A place for one track after another. */
interface Place {
  readonly kind: string;
  readonly transceiver: RTCRtpTransceiver;
}

/** Sends each list of tracks in the place of the one before, and nothing any more at the end. */
export const sending$ = (
  connection: RTCPeerConnection,
  tracks: TracksInput,
  options: AddOptions = {},
): Observable<void> =>
  defer(() => {
    const places: Place[] = [];
    return concat(lists$(tracks), NEVER).pipe(
      concatMap((list) => from(fill(connection, places, list, options))),
      finalize(() => {
        for (const place of places) empty(connection, place);
      }),
    );
  });

/** Puts the tracks into places, the nth of a kind into the nth place of that kind, and empties those left over. */
const fill = async (
  connection: RTCPeerConnection,
  places: Place[],
  tracks: readonly MediaStreamTrack[],
  options: AddOptions,
): Promise<void> => {
  const free = [...places];
  const replaced = tracks.map(async (track) => {
    const at = free.findIndex(({ kind }) => kind === track.kind);
    const [place] = at < 0 ? [] : free.splice(at, 1);
    if (place) await put(place, track, options);
    else places.push({ kind: track.kind, transceiver: add(connection, track, options) });
  });
  for (const place of free) empty(connection, place);
  await Promise.all(replaced);
};

const put = async ({ transceiver }: Place, track: MediaStreamTrack, options: AddOptions): Promise<void> => {
  const { direction = 'sendrecv' } = options;
  if (transceiver.direction !== direction) transceiver.direction = direction;
  if (transceiver.sender.track !== track) await transceiver.sender.replaceTrack(track);
};

const add = (
  connection: RTCPeerConnection,
  track: MediaStreamTrack,
  options: AddOptions,
): RTCRtpTransceiver => {
  const { direction = 'sendrecv', sendEncodings, prepare } = options;
  const transceiver =
    sendEncodings && track.kind === 'video'
      ? connection.addTransceiver(track, { direction, sendEncodings: [...sendEncodings] })
      : added(connection, track);
  if (transceiver.direction !== direction) transceiver.direction = direction;
  prepare?.(transceiver, track);
  return transceiver;
};

/** `addTrack` finds the section that an offer of the server's has for it, which `addTransceiver` does not. */
const added = (connection: RTCPeerConnection, track: MediaStreamTrack): RTCRtpTransceiver => {
  const sender = connection.addTrack(track);
  const transceiver = connection.getTransceivers().find((one) => one.sender === sender);
  return transceiver ?? connection.addTransceiver(track);
};

const empty = (connection: RTCPeerConnection, { transceiver }: Place): void => {
  if (connection.signalingState !== 'closed') connection.removeTrack(transceiver.sender);
};
