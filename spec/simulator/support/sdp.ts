/** An offer of audio and video, complete enough for the server. */
export function offer(
  direction = 'sendrecv',
  kinds: readonly ('audio' | 'video')[] = ['audio', 'video'],
): string {
  const codec = {
    audio: ['111', 'a=rtpmap:111 opus/48000/2', 'a=fmtp:111 useinbandfec=1'],
    video: ['96', 'a=rtpmap:96 VP8/90000'],
  };
  const media = kinds.map((kind, mid) => {
    const [payload, ...lines] = codec[kind];
    return [
      `m=${kind} 9 UDP/TLS/RTP/SAVPF ${payload}`,
      'c=IN IP4 0.0.0.0',
      'a=ice-ufrag:abcd',
      'a=ice-pwd:abcdefghijklmnopqrstuvwx',
      `a=fingerprint:sha-256 ${Array<string>(32).fill('AB').join(':')}`,
      'a=setup:actpass',
      `a=mid:${mid}`,
      `a=${direction}`,
      'a=rtcp-mux',
      ...lines,
    ];
  });
  const bundle = kinds.map((_, mid) => mid).join(' ');
  const head = ['v=0', 'o=- 1 2 IN IP4 127.0.0.1', 's=-', 't=0 0', `a=group:BUNDLE ${bundle}`];
  return [...head, ...media.flat(), ''].join('\r\n');
}
