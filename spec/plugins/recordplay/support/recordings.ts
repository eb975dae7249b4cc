// A folder of recordings, and one in it that the specs made: a second of silence, in the server's own format.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const SAMPLE = 4711;

const FRAMES = 50;
const FRAME_MS = 20;
const SILENCE = Buffer.from([0xf8, 0xff, 0xfe]);

export interface Recordings {
  readonly path: string;
  /** Adds one to the folder; the server knows it from its next `update` on. */
  add(id: number, name: string): void;
  remove(): void;
}

/** A new folder with the sample in it. */
export function recordings(): Recordings {
  const path = mkdtempSync(join(tmpdir(), 'rxjs-janus-recordings-'));
  const add: Recordings['add'] = (id, name) => {
    writeFileSync(join(path, `${id}-audio.mjr`), sound());
    writeFileSync(
      join(path, `${id}.nfo`),
      `[${id}]\r\nname = ${name}\r\ndate = 2024-05-01 12:00:00\r\naudio = ${id}-audio.mjr\r\n`,
    );
  };
  add(SAMPLE, 'A sample');
  return { path, add, remove: () => rmSync(path, { recursive: true, force: true }) };
}

function sound(): Buffer {
  const header = JSON.stringify({ t: 'a', c: 'opus', s: 1_714_564_800_000_000, u: 1_714_564_800_000_000 });
  return Buffer.concat([
    Buffer.from('MJR00002'),
    sized(Buffer.from(header)),
    ...Array.from({ length: FRAMES }, (_, i) => frame(i)),
  ]);
}

function frame(index: number): Buffer {
  const rtp = Buffer.alloc(12);
  rtp.writeUInt8(0x80, 0);
  rtp.writeUInt8(111, 1);
  rtp.writeUInt16BE(index, 2);
  rtp.writeUInt32BE(index * 960, 4);
  rtp.writeUInt32BE(1, 8);
  const time = Buffer.alloc(4);
  time.writeUInt32BE(index * FRAME_MS);
  return Buffer.concat([Buffer.from('MEET'), time, sized(Buffer.concat([rtp, SILENCE]))]);
}

function sized(bytes: Buffer): Buffer {
  const size = Buffer.alloc(2);
  size.writeUInt16BE(bytes.length);
  return Buffer.concat([size, bytes]);
}
