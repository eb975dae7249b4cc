import { Observable } from 'rxjs';
import type { CaptureSource } from './errors.js';
import { refusalOf } from './refusal.js';

/** Ends a capture: lamps go out when the last track of a device is stopped. */
export const stop = (tracks: readonly MediaStreamTrack[]): void => {
  for (const track of tracks) track.stop();
};

/** Asks for a stream. Emits it and completes; one that comes when nobody waits any more is stopped. */
export const taken$ = (source: CaptureSource, ask: () => Promise<MediaStream>): Observable<MediaStream> =>
  new Observable((subscriber) => {
    ask().then(
      (stream) => {
        if (subscriber.closed) return stop(stream.getTracks());
        subscriber.next(stream);
        subscriber.complete();
      },
      (error: unknown) => subscriber.error(refusalOf(source, error)),
    );
  });
