import { createHash, randomBytes } from 'node:crypto';
import type { Direction, Media } from './media.js';

/** What a side of the server's SDPs is made of. */
export interface SdpPlan {
  readonly origin: string;
  /** Default `-`. */
  readonly name?: string;
  readonly setup: 'active' | 'actpass';
  readonly media: readonly (Media & { readonly sends: Direction })[];
}

/** Certificate and ICE credentials are invented: nothing connects to them. */
const FINGERPRINT = createHash('sha256')
  .update('rxjs-janus simulator')
  .digest('hex')
  .toUpperCase()
  .replace(/..(?!$)/g, '$&:');

/** An SDP in the server's order of lines, with one candidate of this machine and the end of candidates. */
export function writeSdp({ origin, name = '-', setup, media }: SdpPlan): string {
  const credentials = {
    ufrag: randomBytes(3).toString('base64'),
    pwd: randomBytes(16).toString('base64').slice(0, 22),
  };
  const bundle = media.filter(({ port }) => port > 0).map(({ mid }) => mid);
  const head = [
    'v=0',
    `o=${origin}`,
    `s=${name}`,
    't=0 0',
    `a=group:BUNDLE ${bundle.join(' ')}`,
    'a=ice-options:trickle',
    `a=fingerprint:sha-256 ${FINGERPRINT}`,
    'a=extmap-allow-mixed',
    'a=msid-semantic: WMS *',
  ];
  const sections = media.map((line, index) => section(line, index, setup, credentials));
  return [...head, ...sections.flat(), ''].join('\r\n');
}

function section(
  { kind, port, protocol, mid, codec, sends }: SdpPlan['media'][number],
  index: number,
  setup: string,
  { ufrag, pwd }: { readonly ufrag: string; readonly pwd: string },
): readonly string[] {
  const format = kind === 'application' ? 'webrtc-datachannel' : (codec?.payload ?? '0');
  const head = [
    `m=${kind} ${port > 0 ? 9 : 0} ${protocol} ${format}`,
    'c=IN IP4 127.0.0.1',
    `a=${sends}`,
    `a=mid:${mid}`,
  ];
  if (port === 0) return head;
  return [
    ...head,
    'a=rtcp-mux',
    `a=ice-ufrag:${ufrag}`,
    `a=ice-pwd:${pwd}`,
    'a=ice-options:trickle',
    `a=setup:${setup}`,
    ...(kind === 'application' ? ['a=sctp-port:5000', 'a=max-message-size:262144'] : (codec?.lines ?? [])),
    ...(sends.startsWith('send') ? [`a=msid:janus janus${mid}`, `a=ssrc:${1000 + index} cname:janus`] : []),
    'a=candidate:1 1 udp 2015363327 127.0.0.1 9 typ host',
    'a=end-of-candidates',
  ];
}
