import type { FrameKey } from './frame-key.js';
import { type Direction, type FrameStreams, Ring } from './ring.js';

/** What a transform is made with, and what its keys are sent under. */
export interface FrameJob {
  /** The number of the sender or receiver. */
  readonly job: number;
  /** Which way its frames go. */
  readonly direction: Direction;
}

/** What a worker is told: the next key of a sender or receiver; without one its keys are forgotten. */
export interface KeyMessage {
  /** The number of the sender or receiver. */
  readonly job: number;
  /** The key. */
  readonly key?: FrameKey;
}

/** What of a worker's global is used. */
export interface FrameScope {
  /** Listens for keys and for transforms. */
  addEventListener(type: string, listener: (event: never) => void): void;
}

/**
 * Makes a worker encrypt and decrypt the frames of {@link encrypt$} and {@link decrypt$}: the one line of its script.
 *
 * @example
 * ```ts
 * import { type FrameScope, serveFrames } from 'rxjs-janus/webrtc';
 *
 * serveFrames(self as FrameScope);
 * ```
 * @param scope - `self` of the worker.
 */
export const serveFrames = (scope: FrameScope): void => {
  const rings = new Map<number, Ring>();
  const ringOf = (job: number): Ring => {
    const ring = rings.get(job) ?? new Ring();
    rings.set(job, ring);
    return ring;
  };
  scope.addEventListener('message', ({ data }: { readonly data?: Partial<KeyMessage> }) => {
    if (data?.job === undefined) return;
    if (data.key) ringOf(data.job).take(data.key);
    else ringOf(data.job).forget();
  });
  scope.addEventListener('rtctransform', ({ transformer }: { readonly transformer: Transformer }) => {
    const { job, direction } = transformer.options;
    ringOf(job).pass(transformer, direction);
  });
};

interface Transformer extends FrameStreams {
  readonly options: FrameJob;
}
