/** Which way media flows, seen from the side that wrote the SDP. */
export type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

/** A codec of an m-line: its payload type, its name as in rtpmap, and the rest of what belongs to it. */
export interface Codec {
  readonly payload: string;
  readonly name: string;
  /** Its `rtpmap`, `fmtp` and `rtcp-fb` lines. */
  readonly lines: readonly string[];
}

/** One m-line of an SDP. */
export interface Media {
  readonly kind: 'audio' | 'video' | 'application';
  readonly mid: string;
  readonly port: number;
  readonly protocol: string;
  readonly direction: Direction;
  /** The codec the server settles on, absent for data. */
  readonly codec: Codec | undefined;
}

const PREFERRED = ['opus', 'VP8'];
/** What goes along with a codec, and what has no name. */
const NO_MEDIA = /^(rtx|red|ulpfec|CN|telephone-event|)$/;
const STATIC: Readonly<Record<string, string>> = { '0': 'PCMU', '8': 'PCMA', '9': 'G722' };

/**
 * The m-lines of an SDP, in order; kinds that the server does not know count as data. Given codecs, in lower case,
 * no other is taken.
 */
export function readMedia(sdp: string, codecs?: readonly string[]): readonly Media[] {
  const sections = sdp.split(/^(?=m=)/m).slice(1);
  return sections.map((section, index) => readSection(section, index, codecs));
}

function readSection(section: string, index: number, codecs: readonly string[] | undefined): Media {
  const lines = section.split(/\r?\n/);
  const [kind, port, protocol = '', ...payloads] = (lines[0] ?? '').slice(2).split(' ');
  const rtp = kind === 'audio' || kind === 'video';
  return {
    kind: rtp ? kind : 'application',
    port: Number(port),
    protocol,
    mid: lines.find((line) => line.startsWith('a=mid:'))?.slice('a=mid:'.length) ?? String(index),
    direction: (/^a=(sendrecv|sendonly|recvonly|inactive)\r?$/m.exec(section)?.[1] ??
      'sendrecv') as Direction,
    codec: rtp
      ? choose(
          payloads.map((payload) => readCodec(payload, lines)),
          codecs,
        )
      : undefined,
  };
}

function readCodec(payload: string, lines: readonly string[]): Codec {
  const own = lines.filter((line) => new RegExp(`^a=(rtpmap|fmtp|rtcp-fb):${payload} `).test(line));
  const name = /^a=rtpmap:\d+ ([^/]+)/.exec(own.find((line) => line.startsWith('a=rtpmap:')) ?? '')?.[1];
  return { payload, name: name ?? STATIC[payload] ?? '', lines: own };
}

function choose(offered: readonly Codec[], wanted: readonly string[] | undefined): Codec | undefined {
  if (wanted !== undefined) return offered.find(({ name }) => wanted.includes(name.toLowerCase()));
  return (
    offered.find(({ name }) => PREFERRED.includes(name)) ?? offered.find(({ name }) => !NO_MEDIA.test(name))
  );
}
