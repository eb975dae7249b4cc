import { NEVER, type Observable, concat, defer, finalize, ignoreElements, isObservable, of, tap } from 'rxjs';
import { CaptureUnsupportedError } from '../errors.js';
import type { FrameKey } from './frame-key.js';
import { type Direction, type FrameStreams, Ring } from './ring.js';

/** How frames are reached. */
export interface EncryptionOptions {
  /**
   * A worker that runs {@link serveFrames}, for RTCRtpScriptTransform. Without one frames go through the page by
   * insertable streams, which Chromium has where the configuration of the peer is {@link withInsertableStreams}.
   */
  readonly worker?: Worker;
}

type Key = FrameKey | Observable<FrameKey>;
/** What frames go through on one side; the DOM types lack insertable streams. */
type Carrier = (RTCRtpSender | RTCRtpReceiver) & { createEncodedStreams?(): FrameStreams };

/**
 * Encrypts what a sender sends, end to end, for as long as it is subscribed to; without a key, and behind the end, nothing
 * is sent, never anything in the clear.
 *
 * Never emits; goes on when `key$` completes. Errors with {@link CaptureUnsupportedError} where frames cannot be reached.
 * For Opus, VP8 and VP9: a server still finds key frames. Subscribe in `prepare` of `send$`, before frames flow.
 *
 * @param sender - What sends.
 * @param key$ - The key, by value or by an Observable: the newest holds.
 * @param options - How frames are reached.
 * @see https://w3c.github.io/webrtc-encoded-transform/
 */
export const encrypt$ = (sender: RTCRtpSender, key$: Key, options?: EncryptionOptions): Observable<never> =>
  transformed$(sender, 'encrypt', key$, options);

/**
 * Decrypts what a receiver receives, for as long as it is subscribed to; frames of a key that it has not are dropped.
 *
 * Never emits; goes on when `key$` completes; errors as {@link encrypt$} does. Subscribe before frames flow: in `prepare`
 * of `send$` where a section sends too, else in `prepare` of `receive`, an option of the peer. Chromium gives a script
 * transform that is set later no frame at all, and what came to the decoder.
 *
 * @param receiver - What receives.
 * @param key$ - The key, by value or by an Observable: earlier ones still decrypt what they encrypted.
 * @param options - How frames are reached.
 */
export const decrypt$ = (
  receiver: RTCRtpReceiver,
  key$: Key,
  options?: EncryptionOptions,
): Observable<never> => transformed$(receiver, 'decrypt', key$, options);

const transformed$ = (
  carrier: Carrier,
  direction: Direction,
  key$: Key,
  { worker }: EncryptionOptions = {},
): Observable<never> =>
  defer(() => {
    const ring = worker ? inWorker(carrier, direction, worker) : inPage(carrier, direction);
    return concat(isObservable(key$) ? key$ : of(key$), NEVER).pipe(
      tap((key) => ring.take(key)),
      ignoreElements(),
      finalize(() => ring.forget()),
    );
  });

/**
 * A configuration by which frames go through the page.
 *
 * @param configuration - What else is configured.
 */
export const withInsertableStreams = (configuration: RTCConfiguration = {}): RTCConfiguration => {
  const more = { encodedInsertableStreams: true };
  return { ...configuration, ...more };
};

type Keys = Pick<Ring, 'take' | 'forget'>;

let jobs = 0;

/** Set anew, a transform takes the place of the one before. */
const inWorker = (carrier: Carrier, direction: Direction, worker: Worker): Keys => {
  if (typeof RTCRtpScriptTransform === 'undefined') throw unsupported('RTCRtpScriptTransform');
  const job = jobs++;
  carrier.transform = new RTCRtpScriptTransform(worker, { job, direction });
  return {
    take: (key) => worker.postMessage({ job, key }),
    forget: () => worker.postMessage({ job }),
  };
};

/** The platform gives the streams of a sender or receiver out once. */
const rings = new WeakMap<Carrier, Ring>();

const inPage = (carrier: Carrier, direction: Direction): Keys => {
  const known = rings.get(carrier);
  if (known) return known;
  if (!carrier.createEncodedStreams) throw unsupported('insertable streams');
  const ring = new Ring();
  ring.pass(carrier.createEncodedStreams(), direction);
  rings.set(carrier, ring);
  return ring;
};

const unsupported = (what: string): CaptureUnsupportedError =>
  new CaptureUnsupportedError(what, 'RTCRtpScriptTransform takes a worker, insertable streams none');
