import type { PeerConfig } from 'werift';
import type { MakePeer } from '../peer-options.js';
import { type WeriftClass, adapted } from './adapted.js';
import { inWerift } from './configuration.js';

export type { WeriftClass } from './adapted.js';

/**
 * What {@link peer$} makes PeerConnections with in Node: werift's class, given by you, with what browsers have beyond it.
 *
 * No server is asked for an address unless `iceServers` names one, other than with werift alone. Tracks are werift's own
 * `MediaStreamTrack`: what is to be sent is written to them as RTP, and what is received is read from them so.
 *
 * @param base - `RTCPeerConnection` of werift.
 * @param config - What werift takes beside the standard configuration: codecs, addresses, ports.
 * @example
 * ```ts
 * import { RTCPeerConnection } from 'werift';
 * import type { Handle } from 'rxjs-janus';
 * import { peer$ } from 'rxjs-janus/webrtc';
 * import { weriftPeer } from 'rxjs-janus/webrtc/werift';
 *
 * const makePeer = weriftPeer(RTCPeerConnection, { icePortRange: [40_000, 40_100] });
 * const inNode$ = (handle: Handle) => peer$(handle, { makePeer });
 * ```
 */
export const weriftPeer = (base: WeriftClass, config: Partial<PeerConfig> = {}): MakePeer => {
  const made = adapted(base);
  // It has all that is used here of the browsers' class, which says more than werift keeps.
  return (configuration) =>
    new made({ ...config, ...inWerift(configuration) }) as unknown as RTCPeerConnection;
};
