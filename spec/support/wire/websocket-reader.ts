// Reads WebSocket frames (RFC 6455) out of the bytes of one direction; it knows no extensions, so compressed
// text shows as malformed.

export interface WebSocketFrame {
  readonly opcode: number;
  readonly final: boolean;
  readonly payload: Buffer;
}

export const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8 } as const;

/** The first frame of `bytes` if all of it is there, and the bytes that are left for the next time. */
export function readWebSocket(bytes: Buffer): { frame: WebSocketFrame; rest: Buffer } | undefined {
  const [first, second] = bytes;
  if (first === undefined || second === undefined) return undefined;
  const length = payloadLength(bytes, second & 0x7f);
  const masked = (second & 0x80) !== 0;
  const start = length.end + (masked ? 4 : 0);
  const end = start + length.value;
  if (!(end <= bytes.length)) return undefined;
  const mask = masked ? bytes.subarray(length.end, start) : undefined;
  const frame = {
    opcode: first & 0x0f,
    final: (first & 0x80) !== 0,
    payload: unmask(bytes.subarray(start, end), mask),
  };
  return { frame, rest: bytes.subarray(end) };
}

/** NaN while the bytes that tell it have not all come. */
function payloadLength(bytes: Buffer, short: number): { value: number; end: number } {
  if (short < 126) return { value: short, end: 2 };
  const end = short === 126 ? 4 : 10;
  if (bytes.length < end) return { value: NaN, end };
  return { value: short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2)), end };
}

function unmask(payload: Buffer, mask: Buffer | undefined): Buffer {
  return mask === undefined ? payload : Buffer.from(payload.map((byte, i) => byte ^ (mask[i % 4] ?? 0)));
}
