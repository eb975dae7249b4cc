import type { FrameKey } from './frame-key.js';

/** One encoded frame, as the platform hands it to a transform. */
export interface EncodedFrame {
  /** Its bytes. */
  data: ArrayBuffer;
  /** Of video: whether it can be decoded by itself. */
  readonly type?: string;
}

const IV_BYTES = 12;
/** Behind the ciphertext: the initialisation vector and the number of the key. */
const TRAILER_BYTES = IV_BYTES + 1;

/** What stays readable, so that a server knows a key frame from another: the header of VP8, the first byte of Opus. */
const clearBytes = ({ type }: EncodedFrame): number => (type === 'key' ? 10 : type === 'delta' ? 3 : 1);

const algorithm = (iv: Uint8Array<ArrayBuffer>, clear: Uint8Array<ArrayBuffer>): AesGcmParams => ({
  ...{ name: 'AES-GCM', iv },
  // The readable bytes can be read by all, and changed by nobody.
  additionalData: clear,
});

/** Encrypts a frame in its place. */
export const encryptFrame = async (frame: EncodedFrame, { id, key }: FrameKey): Promise<void> => {
  const bytes = new Uint8Array(frame.data);
  const clear = bytes.slice(0, clearBytes(frame));
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const hidden = await crypto.subtle.encrypt(algorithm(iv, clear), key, bytes.subarray(clear.length));
  frame.data = joined(clear, new Uint8Array(hidden), iv, Uint8Array.of(id));
};

/** Decrypts a frame in its place; false when there is no key for it, or not the right one. */
export const decryptFrame = async (
  frame: EncodedFrame,
  keyOf: (id: number) => CryptoKey | undefined,
): Promise<boolean> => {
  const bytes = new Uint8Array(frame.data);
  const end = bytes.length - TRAILER_BYTES;
  const [clear, key] = [bytes.slice(0, clearBytes(frame)), keyOf(bytes.at(-1) ?? 0)];
  if (!key || end < clear.length) return false;
  const iv = bytes.slice(end, end + IV_BYTES);
  const shown = await crypto.subtle
    .decrypt(algorithm(iv, clear), key, bytes.subarray(clear.length, end))
    .catch(() => undefined);
  if (shown) frame.data = joined(clear, new Uint8Array(shown));
  return shown !== undefined;
};

const joined = (...parts: readonly Uint8Array[]): ArrayBuffer => {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all.buffer;
};
