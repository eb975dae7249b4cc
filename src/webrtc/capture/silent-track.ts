import { NEVER, type Observable, concat, defer, finalize, of } from 'rxjs';
import { CaptureUnsupportedError } from './errors.js';

/** What silence is made with. */
export interface SilentTrackOptions {
  /** Makes where sound is processed; the platform's AudioContext by default, looked up at the subscription. */
  readonly makeAudioContext?: () => AudioContext;
}

/**
 * A track of silence, for as long as it is subscribed to: to negotiate sound with before there is any.
 *
 * Emits the track once and never completes; unsubscribing stops it. Errors with {@link CaptureUnsupportedError} where
 * there is no AudioContext.
 *
 * @param options - What it is made with.
 */
export const silentTrack$ = ({
  makeAudioContext = audioContext,
}: SilentTrackOptions = {}): Observable<MediaStreamTrack> =>
  defer(() => {
    const context = makeAudioContext();
    const end = context.createMediaStreamDestination();
    const source = new ConstantSourceNode(context, { offset: 0 });
    source.connect(end);
    source.start();
    const [track] = end.stream.getAudioTracks();
    return concat(track ? of(track) : [], NEVER).pipe(
      finalize(() => {
        track?.stop();
        void context.close();
      }),
    );
  });

const audioContext = (): AudioContext => {
  const { AudioContext: Platforms } = globalThis as { readonly AudioContext?: typeof AudioContext };
  if (!Platforms) throw new CaptureUnsupportedError('AudioContext', 'give one as makeAudioContext');
  return new Platforms();
};
