import { isUtf8 } from 'node:buffer';

/** Length of the UTF-8 sequence that a byte starts, 0 where none does. */
function sequenceLength(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte < 0xc2) return 0;
  if (byte < 0xe0) return 2;
  if (byte < 0xf0) return 3;
  return byte < 0xf5 ? 4 : 0;
}

/**
 * UTF-8 to text. The first byte that is not UTF-8 ends it, as a lone low surrogate that keeps the byte: the
 * server names that byte in its refusal and reads no further.
 */
export function decodeText(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  let at = 0;
  for (;;) {
    const end = at + sequenceLength(bytes[at] ?? 0xff);
    if (end === at || end > bytes.length || !isUtf8(bytes.subarray(at, end))) break;
    at = end;
  }
  return bytes.toString('utf8', 0, at) + String.fromCharCode(0xdc00 + (bytes[at] ?? 0));
}
