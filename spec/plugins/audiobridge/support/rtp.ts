// A participant's end of plain RTP: Opus that is silence, with the level that the test says, heard or not.
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { until } from '../../../support/until.js';

/** The id of the header extension that tells the level. */
export const LEVEL_EXTENSION = 1;
const PAYLOAD_TYPE = 100;
const SILENCE = Buffer.from([0xf8, 0xff, 0xfe]);
const FRAME_MS = 20;
const FRAME_TICKS = 960;

export interface RtpEnd {
  readonly port: number;
  /** What came, header first. */
  readonly heard: readonly Buffer[];
  /** Sends frames of one level, dBov without its sign, until told otherwise. */
  say(to: { readonly ip: string; readonly port: number }, level: number): void;
  /** Resolves when so many packets have come. */
  hear(count: number): Promise<readonly Buffer[]>;
  close(): void;
}

export async function rtpEnd(): Promise<RtpEnd> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const heard: Buffer[] = [];
  socket.on('message', (packet) => heard.push(packet));
  return end(socket, heard);
}

function end(socket: Socket, heard: Buffer[]): RtpEnd {
  let timer: NodeJS.Timeout | undefined;
  let sequence = 0;
  return {
    port: socket.address().port,
    heard,
    say({ ip, port }, level) {
      clearInterval(timer);
      timer = setInterval(() => socket.send(packet((sequence += 1), level), port, ip), FRAME_MS);
    },
    async hear(count) {
      await until('packets', () => heard.length >= count);
      return heard;
    },
    close() {
      clearInterval(timer);
      socket.close();
    },
  };
}

/** A one-byte header extension holds the level, with the bit of speech set. */
function packet(sequence: number, level: number): Buffer {
  const header = Buffer.alloc(20);
  header.writeUInt8(0x90, 0);
  header.writeUInt8(PAYLOAD_TYPE, 1);
  header.writeUInt16BE(sequence & 0xffff, 2);
  header.writeUInt32BE(sequence * FRAME_TICKS, 4);
  header.writeUInt32BE(0x1234, 8);
  header.writeUInt16BE(0xbede, 12);
  header.writeUInt16BE(1, 14);
  header.writeUInt8(LEVEL_EXTENSION << 4, 16);
  header.writeUInt8(0x80 | level, 17);
  return Buffer.concat([header, SILENCE]);
}
