import { readMedia, type Direction, type Media } from './media.js';
import { writeSdp } from './write.js';

/** How the server answers: the echo test sends back what it gets, a videoroom only takes. */
export type AnswerStyle = 'echo' | 'receive';

const MIRRORED: Readonly<Record<AnswerStyle, Readonly<Record<Direction, Direction>>>> = {
  // The echo test has nothing of its own to send, so that to a listener it stays silent.
  echo: { sendrecv: 'sendrecv', sendonly: 'recvonly', recvonly: 'inactive', inactive: 'inactive' },
  receive: { sendrecv: 'recvonly', sendonly: 'recvonly', recvonly: 'inactive', inactive: 'inactive' },
};

/** An answer to an offer, m-line by m-line; given codecs, in lower case, it takes no other. */
export function answerSdp(offer: string, style: AnswerStyle, codecs?: readonly string[]): string {
  const origin = /^o=(.*?)\r?$/m.exec(offer)?.[1]?.replace(/IP[46] \S+$/, 'IP4 127.0.0.1') ?? '';
  const media = readMedia(offer, codecs).map((line) => ({
    ...usable(line),
    sends: directionOf(line, style),
  }));
  return writeSdp({ origin, setup: 'active', media });
}

/** An m-line without a codec that the server has is refused. */
const usable = (line: Media): Media =>
  line.kind !== 'application' && line.codec === undefined ? { ...line, port: 0 } : line;

const directionOf = (line: Media, style: AnswerStyle): Direction =>
  line.kind === 'application'
    ? 'sendrecv'
    : usable(line).port === 0
      ? 'inactive'
      : MIRRORED[style][line.direction];
