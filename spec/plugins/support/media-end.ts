// One end of a PeerConnection, by werift: sends a tone or counts what it hears.
import { MediaStreamTrack, RTCPeerConnection, RTCRtpCodecParameters, RtpHeader, RtpPacket } from 'werift';
import { type Jsep } from 'rxjs-janus';
import { MEDIA_ADDRESS } from '../../support/namespace/index.js';

const PACKET_MS = 20;
const SAMPLES = 960;
const SILENCE = Buffer.from([0xf8, 0xff, 0xfe]);
const OPUS = { mimeType: 'audio/opus', clockRate: 48_000, channels: 2, payloadType: 111 };
/** What files of mountpoints are played in. */
const PCMA = { mimeType: 'audio/PCMA', clockRate: 8_000, channels: 1, payloadType: 8 };

export interface MediaEnd {
  /** Packets of RTP that came. */
  readonly heard: number;
  readonly state: string;
  /** An offer to send sound. */
  offer(): Promise<Jsep>;
  answer(offer: Jsep | undefined): Promise<Jsep>;
  take(answer: Jsep | undefined): Promise<void>;
  close(): Promise<void>;
}

export function mediaEnd(): MediaEnd {
  return new WeriftEnd();
}

class WeriftEnd implements MediaEnd {
  heard = 0;
  readonly #pc = new RTCPeerConnection({
    codecs: { audio: [OPUS, PCMA].map((codec) => new RTCRtpCodecParameters(codec)), video: [] },
    iceAdditionalHostAddresses: [MEDIA_ADDRESS],
  });
  #tone: NodeJS.Timeout | undefined;

  constructor() {
    this.#pc.onTrack.subscribe((track) => {
      track.onReceiveRtp.subscribe(() => (this.heard += 1));
    });
  }

  get state(): string {
    return this.#pc.connectionState;
  }

  async offer(): Promise<Jsep> {
    const track = new MediaStreamTrack({ kind: 'audio' });
    this.#pc.addTransceiver(track, { direction: 'sendonly' });
    this.#send(track);
    return this.#described(await this.#pc.createOffer());
  }

  async answer(offer: Jsep | undefined): Promise<Jsep> {
    if (!offer) throw new Error('there is no offer');
    await this.#pc.setRemoteDescription(offer);
    return this.#described(await this.#pc.createAnswer());
  }

  async take(answer: Jsep | undefined): Promise<void> {
    if (!answer) throw new Error('there is no answer');
    await this.#pc.setRemoteDescription(answer);
  }

  async close(): Promise<void> {
    clearInterval(this.#tone);
    await this.#pc.close();
  }

  async #described({ type, sdp }: { type: string; sdp: string }): Promise<Jsep> {
    // Left alone, werift asks a server on the internet for its address, and waits 5 s for the answer.
    for (const { connection } of this.#pc.iceTransports) delete connection.stunServer;
    const jsep = { type: type as Jsep['type'], sdp };
    await this.#pc.setLocalDescription(jsep);
    return jsep;
  }

  #send(track: MediaStreamTrack): void {
    let sent = 0;
    this.#tone = setInterval(() => {
      if (this.state !== 'connected') return;
      const header = { payloadType: 111, sequenceNumber: sent, timestamp: sent * SAMPLES, ssrc: 1 };
      track.writeRtp(new RtpPacket(new RtpHeader(header), SILENCE).serialize());
      sent += 1;
    }, PACKET_MS);
  }
}
