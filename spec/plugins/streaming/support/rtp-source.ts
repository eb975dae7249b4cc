// A source of RTP: a packet of audio every 20 ms, by UDP.
import { createSocket } from 'node:dgram';

const PACKET_MS = 20;
const SAMPLES = 960;

export interface RtpSource {
  readonly sent: number;
  stop(): void;
}

/** Sends to a port at once and from then on; a payload type and a source of one's own, if need be. */
export function startRtpSource(
  port: number,
  { payloadType = 111, address = '127.0.0.1', ssrc = 4711 } = {},
): RtpSource {
  const socket = createSocket('udp4');
  let sent = 0;
  const send = (): void => {
    socket.send(packet(payloadType, ssrc, sent), port, address);
    sent += 1;
  };
  const timer = setInterval(send, PACKET_MS);
  send();
  return {
    get sent() {
      return sent;
    },
    stop() {
      clearInterval(timer);
      socket.close();
    },
  };
}

/** The header of RTP, and a frame of silence as Opus has it. */
function packet(payloadType: number, ssrc: number, index: number): Buffer {
  const header = Buffer.alloc(12);
  header.writeUInt8(0x80, 0);
  header.writeUInt8(payloadType, 1);
  header.writeUInt16BE(index & 0xffff, 2);
  header.writeUInt32BE((index * SAMPLES) >>> 0, 4);
  header.writeUInt32BE(ssrc, 8);
  return Buffer.concat([header, Buffer.from([0xf8, 0xff, 0xfe])]);
}
