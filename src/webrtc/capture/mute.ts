import { NEVER, type Observable, concat, concatMap, defer, finalize, isObservable, of } from 'rxjs';

/**
 * Mutes what is sent, for as long as it is subscribed to; nothing is negotiated.
 *
 * Given a track it is disabled: silence or black is sent, at next to no bitrate. Given a sender its track is taken out,
 * and nothing at all is sent; the device stays captured. Emits what holds now; goes on when `muted$` completes;
 * unsubscribing unmutes.
 *
 * @param target - A track of ours, or the sender of one.
 * @param muted$ - Whether it is muted, by value or by an Observable; true by default.
 */
export const mute$ = (
  target: MediaStreamTrack | RTCRtpSender,
  muted$: boolean | Observable<boolean> = true,
): Observable<boolean> =>
  defer(() => {
    const mute = 'replaceTrack' in target ? senderMuter(target) : trackMuter(target);
    const source$ = isObservable(muted$) ? muted$ : of(muted$);
    return concat(source$, NEVER).pipe(
      concatMap(async (muted) => {
        await mute(muted);
        return muted;
      }),
      // A peer that is closed takes no track any more.
      finalize(() => void mute(false).catch(() => undefined)),
    );
  });

type Muter = (muted: boolean) => Promise<void>;

const trackMuter =
  (track: MediaStreamTrack): Muter =>
  (muted) => {
    track.enabled = !muted;
    return Promise.resolve();
  };

/** A track that was put there meanwhile stays. */
const senderMuter = (sender: RTCRtpSender): Muter => {
  let taken: MediaStreamTrack | null = null;
  return (muted) => {
    if (muted) taken = sender.track ?? taken;
    return sender.replaceTrack(muted ? null : (sender.track ?? taken));
  };
};
