import {
  NEVER,
  type Observable,
  concat,
  concatMap,
  defer,
  finalize,
  from,
  isObservable,
  map,
  of,
} from 'rxjs';

/** Bits per second: for everything that a sender sends, or by the `rid` of the encoding. */
export type BitrateCap = number | Readonly<Record<string, number>>;

/**
 * Caps what a sender sends, for as long as it is subscribed to; nothing is negotiated.
 *
 * Emits each cap once it is in force; goes on when `cap$` completes; unsubscribing lifts the cap. Errors as the
 * platform's `setParameters` does. The server caps a VideoRoom publisher by itself: see `bitrate` of `configure$`.
 *
 * @param sender - What sends: `sender` of the `transceiver` of a local track.
 * @param cap$ - The cap, by value or by an Observable.
 * @see https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-setparameters
 */
export const bitrateCap$ = (
  sender: RTCRtpSender,
  cap$: BitrateCap | Observable<BitrateCap>,
): Observable<BitrateCap> =>
  defer(() => {
    const source$ = isObservable(cap$) ? cap$ : of(cap$);
    return concat(source$, NEVER).pipe(
      concatMap((cap) => from(setCap(sender, cap)).pipe(map(() => cap))),
      // A sender that is stopped takes no parameters.
      finalize(() => void setCap(sender, {}).catch(() => undefined)),
    );
  });

const setCap = async (sender: RTCRtpSender, cap: BitrateCap): Promise<void> => {
  const parameters = sender.getParameters();
  for (const encoding of parameters.encodings) {
    const bits = typeof cap === 'number' ? cap : cap[encoding.rid ?? ''];
    if (bits === undefined) delete encoding.maxBitrate;
    else encoding.maxBitrate = bits;
  }
  await sender.setParameters(parameters);
};
