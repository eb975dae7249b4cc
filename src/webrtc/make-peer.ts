import { NoPeerConnectionError } from './errors.js';
import type { MakePeer } from './peer-options.js';

/** What makes PeerConnections here. @throws {@link NoPeerConnectionError} where nothing does. */
export const platformPeer: MakePeer = (configuration) => {
  // Looked up late: a page may be rendered where there is none, and a polyfill may come after us.
  const { RTCPeerConnection: Made } = globalThis as {
    readonly RTCPeerConnection?: new (configuration: RTCConfiguration) => RTCPeerConnection;
  };
  if (!Made) throw new NoPeerConnectionError();
  return new Made(configuration);
};
