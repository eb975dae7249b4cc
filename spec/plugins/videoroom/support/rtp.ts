// Somebody at another server, as plain RTP: Opus that is silence, with the level that the test says; and who hears it.
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { type AddRemoteFields, type RemoteStream } from 'rxjs-janus/videoroom';
import { until } from '../../../support/until.js';

/** The id of the header extension that tells the level. */
const LEVEL_EXTENSION = 1;
/** The server tells the streams of a remote publisher apart by these. */
const ssrcOf = (mindex: number): number => 1_000 + mindex * 10;
const SILENCE = Buffer.from([0xf8, 0xff, 0xfe]);
const FRAME_MS = 20;
const FRAME_TICKS = 960;

const STREAMS: readonly RemoteStream[] = [
  { type: 'audio', mindex: 0, mid: '0', codec: 'opus', audiolevel_ext_id: LEVEL_EXTENSION },
  { type: 'video', mindex: 1, mid: '1', codec: 'vp8', description: 'a camera' },
];

/** A publisher whose media come by RTP from here, so that nobody needs a PeerConnection. */
export const remote = (
  fields: Pick<AddRemoteFields, 'room'> & Partial<AddRemoteFields>,
): AddRemoteFields => ({
  iface: '127.0.0.1',
  streams: STREAMS,
  ...fields,
});

export interface RtpEnd {
  readonly port: number;
  /** What came, header first. */
  readonly heard: readonly Buffer[];
  /** Sends frames of the first stream at one level, dBov without its sign, until told otherwise. */
  say(port: number, level: number): void;
  /** Resolves when so many packets have come. */
  hear(count: number): Promise<readonly Buffer[]>;
  close(): void;
}

export async function rtpEnd(): Promise<RtpEnd> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return new End(socket);
}

class End implements RtpEnd {
  readonly heard: Buffer[] = [];
  #timer: NodeJS.Timeout | undefined;
  #sequence = 0;

  constructor(readonly socket: Socket) {
    socket.on('message', (packet) => this.heard.push(packet));
  }

  get port(): number {
    return this.socket.address().port;
  }

  say(port: number, level: number): void {
    clearInterval(this.#timer);
    this.#timer = setInterval(
      () => this.socket.send(packet((this.#sequence += 1), level), port, '127.0.0.1'),
      FRAME_MS,
    );
  }

  async hear(count: number): Promise<readonly Buffer[]> {
    await until('packets', () => this.heard.length >= count);
    return this.heard;
  }

  close(): void {
    clearInterval(this.#timer);
    this.socket.close();
  }
}

/** A one-byte header extension holds the level, with the bit of speech set. */
function packet(sequence: number, level: number): Buffer {
  const header = Buffer.alloc(20);
  header.writeUInt8(0x90, 0);
  header.writeUInt8(111, 1);
  header.writeUInt16BE(sequence & 0xffff, 2);
  header.writeUInt32BE(sequence * FRAME_TICKS, 4);
  header.writeUInt32BE(ssrcOf(0), 8);
  header.writeUInt16BE(0xbede, 12);
  header.writeUInt16BE(1, 14);
  header.writeUInt8(LEVEL_EXTENSION << 4, 16);
  header.writeUInt8(0x80 | level, 17);
  return Buffer.concat([header, SILENCE]);
}
