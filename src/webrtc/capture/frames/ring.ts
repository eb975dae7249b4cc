import { type EncodedFrame, decryptFrame, encryptFrame } from './cipher.js';
import type { FrameKey } from './frame-key.js';

/** Which way frames go. */
export type Direction = 'encrypt' | 'decrypt';

/** A stream of frames, in and out. */
export interface FrameStreams {
  /** Frames as they come. */
  readonly readable: ReadableStream<EncodedFrame>;
  /** Where they go on. */
  readonly writable: WritableStream<EncodedFrame>;
}

/** The keys of one sender or receiver. A frame that has no key is dropped: nothing is ever sent in the clear. */
export class Ring {
  readonly #keys = new Map<number, CryptoKey>();
  #newest: FrameKey | undefined;

  /** Frames are encrypted with it from now on; what older keys encrypted can be decrypted for as long as they are there. */
  take(key: FrameKey): void {
    this.#keys.set(key.id, key.key);
    this.#newest = key;
  }

  forget(): void {
    this.#keys.clear();
    this.#newest = undefined;
  }

  /** Passes all frames of a stream, until that ends. */
  pass({ readable, writable }: FrameStreams, direction: Direction): void {
    const transform = async (
      frame: EncodedFrame,
      controller: TransformStreamDefaultController<EncodedFrame>,
    ): Promise<void> => {
      if (await this.#passes(frame, direction)) controller.enqueue(frame);
    };
    // It ends with the PeerConnection, which may abort it: nobody is left to be told.
    readable
      .pipeThrough(new TransformStream({ transform }))
      .pipeTo(writable)
      .catch(() => undefined);
  }

  async #passes(frame: EncodedFrame, direction: Direction): Promise<boolean> {
    if (direction === 'decrypt') return decryptFrame(frame, (id) => this.#keys.get(id));
    if (!this.#newest) return false;
    await encryptFrame(frame, this.#newest);
    return true;
  }
}
