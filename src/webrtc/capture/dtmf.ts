import { Observable, fromEvent, map, takeWhile, tap } from 'rxjs';
import { InvalidArgumentError } from '../../errors/input-errors.js';
import { CaptureUnsupportedError } from './errors.js';

/** How tones are played. */
export interface DtmfOptions {
  /** Milliseconds of each tone, 40 to 6,000; 100 by default. */
  readonly durationMs?: number;
  /** Milliseconds between two tones, 30 at least; 70 by default. */
  readonly gapMs?: number;
}

/**
 * Dials by tones in the media (RFC 4733).
 *
 * Emits each tone as it begins and completes behind the last; unsubscribing plays no more of them. Errors with
 * {@link InvalidArgumentError} when there are other characters than `0-9A-D#*` and `,` (a pause of 2 s), and with
 * {@link CaptureUnsupportedError} when tones cannot be sent: before the answer, or where `telephone-event` was not agreed.
 * One sender plays one list at a time: line them up by `concatMap`.
 *
 * @param sender - What sends sound.
 * @param tones - The tones.
 * @param options - How long they are.
 * @see https://w3c.github.io/webrtc-pc/#rtcdtmfsender
 */
export const dtmf$ = (
  sender: RTCRtpSender,
  tones: string,
  { durationMs = 100, gapMs = 70 }: DtmfOptions = {},
): Observable<string> =>
  new Observable((subscriber) => {
    const { dtmf } = sender;
    if (!/^[0-9A-D#*,]+$/i.test(tones)) {
      return subscriber.error(new InvalidArgumentError('tones', 'of 0-9, A-D, #, * and comma', tones));
    }
    if (!dtmf?.canInsertDTMF) {
      return subscriber.error(new CaptureUnsupportedError('DTMF on this sender', 'wait for the answer'));
    }
    let over = false;
    fromEvent<RTCDTMFToneChangeEvent>(dtmf, 'tonechange')
      .pipe(
        map(({ tone }) => tone),
        takeWhile((tone) => tone !== ''),
        tap({ complete: () => (over = true) }),
      )
      .subscribe(subscriber);
    dtmf.insertDTMF(tones, durationMs, gapMs);
    return () => {
      if (!over && dtmf.canInsertDTMF) dtmf.insertDTMF('');
    };
  });
