// Run by media.spec.ts, where media flow: WebRTC on one end, plain RTP in a socket of the spec's on the other.
import { type Socket, createSocket } from 'node:dgram';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { noSip } from 'rxjs-janus/nosip';
import { MEDIA_ADDRESS } from '../../support/namespace/index.js';
import { until } from '../../support/until.js';
import { inGap } from '../support/in-gap.js';
import { type MediaEnd, mediaEnd } from '../support/media-end.js';
import { answerOf, onReal } from '../support/on-real.js';
import { plain } from './support/plain.js';

jest.setTimeout(20_000);

const options = {
  plugins: ['nosip'],
  iceEnforceList: MEDIA_ADDRESS,
  fullTrickle: false,
  reclaimSessionTimeout: 10,
  over: ['websocket'],
  jcfg: { 'janus.plugin.nosip': { general: { local_ip: '127.0.0.1', rtp_port_range: '22000-22999' } } },
} as const;

onReal('a NoSIP call with media', noSip, options, (on) => {
  let end: MediaEnd;
  let peer: Socket;
  let heard = 0;

  beforeEach(async () => {
    [heard, end, peer] = [0, mediaEnd(), createSocket('udp4')];
    peer.on('message', () => (heard += 1)).bind(0, '127.0.0.1');
    await once(peer, 'listening');
  });
  afterEach(async () => {
    peer.close();
    await end.close();
  });

  const hears = async (): Promise<void> => {
    const before = heard;
    await until('RTP at the plain peer', () => heard > before + 5);
  };

  it('relays to the peer until it is hung up', async () => {
    const { session, handle } = await on.attached();
    const events = on.follow(handle.event$);
    const { data } = await answerOf(handle.generate$(await end.offer()));
    expect(data.result.sdp).toContain('c=IN IP4 127.0.0.1');
    const sdp = plain({ port: peer.address().port });
    await end.take((await answerOf(handle.process$({ type: 'answer', sdp }))).jsep);
    await events.find('the media to be up', ({ kind }) => kind === 'webrtcup');
    await hears();
    const filename = join(on.janus.folder, 'tape');
    await answerOf(handle.record$({ action: 'start', audio: true, filename }));
    await inGap(on, session, hears);
    await answerOf(handle.record$({ action: 'stop', audio: true }));
    expect(statSync(`${filename}-user-audio.mjr`).size).toBeGreaterThan(500);
    await answerOf(handle.bye$());
    await events.find('the end', ({ kind }) => kind === 'hangup');
  });
});
