// Opus in Ogg, made on the spot: so many frames of silence, 20 ms each, one to a page.
const FRAME = Buffer.from([0xf8, 0xff, 0xfe]);
const FRAME_TICKS = 960;
const [FIRST, LAST] = [2, 4];
const SERIAL = 7;
const CRC_AT = 22;

export function opusFile(frames: number): Buffer {
  const sound = Array.from({ length: frames }, (_, i) =>
    page(FRAME, i + 2, { ticks: (i + 1) * FRAME_TICKS, flags: i === frames - 1 ? LAST : 0 }),
  );
  return Buffer.concat([page(head(), 0, { flags: FIRST }), page(tags(), 1), ...sound]);
}

function head(): Buffer {
  const rate = Buffer.alloc(4);
  rate.writeUInt32LE(48_000);
  const [version, channels, skip, gain, family] = [[1], [1], [0, 0], [0, 0], [0]];
  return Buffer.from([
    ...Buffer.from('OpusHead'),
    ...version,
    ...channels,
    ...skip,
    ...rate,
    ...gain,
    ...family,
  ]);
}

function tags(): Buffer {
  return Buffer.from([...Buffer.from('OpusTags'), 4, 0, 0, 0, ...Buffer.from('spec'), 0, 0, 0, 0]);
}

function page(packet: Buffer, index: number, { ticks = 0, flags = 0 } = {}): Buffer {
  const header = Buffer.alloc(28);
  header.write('OggS');
  header.writeUInt8(flags, 5);
  header.writeUInt32LE(ticks, 6);
  header.writeUInt32LE(SERIAL, 14);
  header.writeUInt32LE(index, 18);
  header.writeUInt8(1, 26);
  header.writeUInt8(packet.length, 27);
  const whole = Buffer.concat([header, packet]);
  whole.writeUInt32LE(checksum(whole), CRC_AT);
  return whole;
}

/** The CRC of Ogg: of 32 bits, most significant first, neither inverted nor reflected. */
function checksum(bytes: Buffer): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc << 1) ^ (crc < 0 ? 0x04c11db7 : 0);
  }
  return crc >>> 0;
}
