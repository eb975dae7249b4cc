import { type Observable, defer, from, map, switchMap } from 'rxjs';

/** A key that frames are encrypted with. */
export interface FrameKey {
  /** 0 to 255; goes with each frame, so that keys can be changed while media flow. */
  readonly id: number;
  /** AES-GCM. */
  readonly key: CryptoKey;
}

const ROUNDS = 100_000;
const PURPOSE = 'rxjs-janus frames';

/**
 * Makes a key of a secret that all in a call share; emits once and completes. It cannot be read out of the key again.
 *
 * @param secret - What was agreed on, elsewhere than through the server.
 * @param id - The number of the key, 0 to 255; the next one when the secret changes.
 */
export const frameKey$ = (secret: string, id = 0): Observable<FrameKey> =>
  defer(() =>
    from(crypto.subtle.importKey('raw', bytesOf(secret), 'PBKDF2', false, ['deriveKey'])).pipe(
      switchMap((base) => crypto.subtle.deriveKey(derivation(), base, AES, false, ['encrypt', 'decrypt'])),
      map((key) => ({ id, key })),
    ),
  );

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(new TextEncoder().encode(text));

const derivation = (): Pbkdf2Params => ({
  ...{ name: 'PBKDF2', hash: 'SHA-256', iterations: ROUNDS },
  salt: bytesOf(PURPOSE),
});
const AES = { name: 'AES-GCM', length: 256 };
