import {
  type Observable,
  type SchedulerLike,
  asyncScheduler,
  concat,
  defer,
  finalize,
  ignoreElements,
  interval,
  of,
  startWith,
  tap,
} from 'rxjs';
import { CaptureUnsupportedError } from './errors.js';

/** What is black. */
export interface BlackTrackOptions {
  /** Pixels; 320 by default. */
  readonly width?: number;
  /** Pixels; 240 by default. */
  readonly height?: number;
  /** Frames per second; 5 by default. */
  readonly frameRate?: number;
  /** Makes what is painted on; a canvas of the platform's document by default, looked up at the subscription. */
  readonly makeCanvas?: () => HTMLCanvasElement;
  /** When frames are painted; the asynchronous scheduler by default. */
  readonly scheduler?: SchedulerLike;
}

/**
 * A track of black pictures, for as long as it is subscribed to: to negotiate video with before there is any.
 *
 * Emits the track once and never completes; unsubscribing stops it. Errors with {@link CaptureUnsupportedError} where
 * there is no canvas.
 *
 * @param options - How large, how often, and what it is made with.
 */
export const blackTrack$ = ({
  width = 320,
  height = 240,
  frameRate = 5,
  makeCanvas = canvas,
  scheduler = asyncScheduler,
}: BlackTrackOptions = {}): Observable<MediaStreamTrack> =>
  defer(() => {
    const painted = Object.assign(makeCanvas(), { width, height });
    const brush = painted.getContext('2d');
    const [track] = painted.captureStream(frameRate).getVideoTracks();
    // A canvas gives a frame when it is painted on, and none otherwise.
    const painting$ = interval(1_000 / frameRate, scheduler).pipe(
      startWith(-1),
      tap(() => brush?.fillRect(0, 0, width, height)),
      ignoreElements(),
    );
    return concat(track ? of(track) : [], painting$).pipe(finalize(() => track?.stop()));
  });

const canvas = (): HTMLCanvasElement => {
  const { document: page } = globalThis as { readonly document?: Document };
  if (!page) throw new CaptureUnsupportedError('canvas', 'give one as makeCanvas');
  return page.createElement('canvas');
};
