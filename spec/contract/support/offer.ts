import { type Candidate, type Jsep } from 'rxjs-janus';

const fingerprint = Array.from({ length: 32 }, (_, i) => i.toString(16).padStart(2, '0').toUpperCase()).join(
  ':',
);

/** An offer of audio alone that a server accepts, though nobody is behind it. */
export const offer: Jsep = {
  type: 'offer',
  sdp: [
    'v=0',
    'o=- 4711 2 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=group:BUNDLE 0',
    'm=audio 9 UDP/TLS/RTP/SAVPF 111',
    'c=IN IP4 0.0.0.0',
    'a=rtcp:9 IN IP4 0.0.0.0',
    'a=ice-ufrag:spec',
    'a=ice-pwd:passwordofthespecsonly00',
    'a=ice-options:trickle',
    `a=fingerprint:sha-256 ${fingerprint}`,
    'a=setup:actpass',
    'a=mid:0',
    'a=sendrecv',
    'a=rtcp-mux',
    'a=rtpmap:111 opus/48000/2',
    'a=ssrc:1001 cname:specs',
    '',
  ].join('\r\n'),
};

/** A candidate that nothing answers at. */
export const candidate: Candidate = {
  candidate: 'candidate:1 1 udp 2122260223 127.0.0.1 9 typ host',
  sdpMid: '0',
  sdpMLineIndex: 0,
};
