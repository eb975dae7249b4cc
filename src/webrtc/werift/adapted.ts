import type { PeerConfig, RTCPeerConnection as Werift, RTCRtpTransceiver as WeriftTransceiver } from 'werift';
import { Announcer } from './announcer.js';
import { inWerift } from './configuration.js';

/** werift's own class. */
export type WeriftClass = typeof Werift;

/** werift's PeerConnection with what browsers have beyond it, as far as it is used here. */
export const adapted = (base: WeriftClass): WeriftClass =>
  class extends base {
    #offered = '';
    readonly #announcer = new Announcer(this);

    constructor(config: Partial<PeerConfig> = {}) {
      super({ iceServers: [], ...config });
      this.onTransceiverAdded.subscribe((added) => complete(added, () => this.onNegotiationneeded.execute()));
      this.onNegotiationneeded.subscribe(() => {
        // A restart asks for an offer while it is being made.
        if (shapeOf(this) !== this.#offered) this.emit('negotiationneeded', {});
      });
      tellStates(this);
    }

    override setConfiguration(config: Partial<PeerConfig> | RTCConfiguration): void {
      super.setConfiguration({ ...(config as Partial<PeerConfig>), ...inWerift(config as RTCConfiguration) });
    }

    override async createOffer(options?: { iceRestart?: boolean }): ReturnType<Werift['createOffer']> {
      this.#offered = shapeOf(this);
      return super.createOffer(options);
    }

    override async createAnswer(): ReturnType<Werift['createAnswer']> {
      this.#offered = shapeOf(this);
      return super.createAnswer();
    }

    override async setLocalDescription(
      ...[description]: Parameters<Werift['setLocalDescription']>
    ): ReturnType<Werift['setLocalDescription']> {
      keepToItself(this);
      const set = await super.setLocalDescription(description);
      this.#announcer.announce();
      return set;
    }

    /** The sender stays usable, as in browsers: werift's own way ends it. */
    override removeTrack(sender: Parameters<Werift['removeTrack']>[0]): void {
      const transceiver = this.getTransceivers().find((one) => one.sender === sender);
      if (!transceiver) return;
      void sender.replaceTrack(null);
      transceiver.setDirection(transceiver.direction === 'sendrecv' ? 'recvonly' : 'inactive');
      this.onNegotiationneeded.execute();
    }
  };

/** What an offer says of directions and data. */
const shapeOf = (peer: Werift): string => {
  const directions = peer.getTransceivers().map(({ direction }) => direction);
  return [...directions, peer.sctpTransport ? 'data' : ''].join();
};

const tellStates = (peer: Werift): void => {
  peer.iceConnectionStateChange.subscribe(() => peer.emit('iceconnectionstatechange', {}));
  peer.iceGatheringStateChange.subscribe(() => peer.emit('icegatheringstatechange', {}));
};

/** Left alone, werift asks a server on the internet for its address, and waits 5 s for the answer. */
const keepToItself = ({ config, iceTransports }: Werift): void => {
  if (config.iceServers.some(({ urls }) => urls.startsWith('stun:'))) return;
  for (const { connection } of iceTransports) delete connection.stunServer;
};

/** Its direction can be set, as in browsers. */
const complete = (transceiver: WeriftTransceiver, changed: () => void): void => {
  const { prototype } = transceiver.constructor as { readonly prototype: object };
  const own = Object.getOwnPropertyDescriptor(prototype, 'direction');
  Object.defineProperty(transceiver, 'direction', {
    ...own,
    set: (direction: WeriftTransceiver['direction']) => {
      transceiver.setDirection(direction);
      changed();
    },
  });
};
