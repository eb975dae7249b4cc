import {
  NEVER,
  type Observable,
  concat,
  defer,
  finalize,
  fromEvent,
  of,
  switchMap,
  take,
  takeUntil,
} from 'rxjs';
import { type CaptureOptions, mediaDevicesOf } from './media-devices.js';
import { stop, taken$ } from './taken.js';

/**
 * Captures a screen, window or tab that the user chooses, for as long as it is subscribed to.
 *
 * Emits the stream once and completes when the user stops sharing; unsubscribing stops it. Errors as {@link userMedia$}
 * does: with {@link CaptureDeniedError} when the user chooses nothing. Browsers ask for a click first.
 *
 * @param constraints - What may be chosen; video without sound by default.
 * @param options - Where.
 * @see https://w3c.github.io/mediacapture-screen-share/#dom-mediadevices-getdisplaymedia
 */
export const displayMedia$ = (
  constraints: DisplayMediaStreamOptions = { video: true },
  options: CaptureOptions = {},
): Observable<MediaStream> =>
  defer(() => {
    const devices = mediaDevicesOf(options);
    return taken$('screen', () => devices.getDisplayMedia(constraints)).pipe(
      switchMap((stream) => shared$(stream)),
    );
  });

const shared$ = (stream: MediaStream): Observable<MediaStream> => {
  const [track] = stream.getVideoTracks();
  const stopped$ = track ? fromEvent(track, 'ended') : NEVER;
  return concat(of(stream), NEVER).pipe(
    takeUntil(stopped$.pipe(take(1))),
    finalize(() => stop(stream.getTracks())),
  );
};
