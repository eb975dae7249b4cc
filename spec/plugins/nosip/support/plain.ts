// What a peer with plain RTP says of itself.

/** SDP of one stream of audio; nobody listens at its port by default. */
export const plain = ({ port = 9, more }: { readonly port?: number; readonly more?: string } = {}): string =>
  [
    ...['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 'c=IN IP4 127.0.0.1', 't=0 0'],
    ...[`m=audio ${port} RTP/AVP 111`, 'a=rtpmap:111 opus/48000/2', 'a=sendrecv'],
    ...(more === undefined ? [] : [more]),
    '',
  ].join('\r\n');
