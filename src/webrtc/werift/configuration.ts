import type { PeerConfig } from 'werift';

/** A standard configuration as werift takes it: one address for each server. */
export const inWerift = ({ iceServers, iceTransportPolicy }: RTCConfiguration): Partial<PeerConfig> => ({
  ...(iceServers && {
    iceServers: iceServers.flatMap(({ urls, username, credential }) =>
      [urls].flat().map((url) => ({
        urls: url,
        ...(username !== undefined && { username }),
        ...(credential !== undefined && { credential }),
      })),
    ),
  }),
  ...(iceTransportPolicy && { iceTransportPolicy }),
});
