// One end of a PeerConnection, by werift: Opus that is silence, in packets that say how loud it is.
import {
  MediaStreamTrack,
  RTCPeerConnection,
  RTCRtpCodecParameters,
  RtpHeader,
  RtpPacket,
  useAudioLevelIndication,
} from 'werift';
import { type Jsep } from 'rxjs-janus';
import { MEDIA_ADDRESS } from '../../../support/namespace/index.js';

const PACKET_MS = 20;
const SAMPLES = 960;
const SILENCE = Buffer.from([0xf8, 0xff, 0xfe]);
const OPUS = { mimeType: 'audio/opus', clockRate: 48_000, channels: 2, payloadType: 111 };
const EXTENSION = /a=extmap:(\d+) urn:ietf:params:rtp-hdrext:ssrc-audio-level/;

export class Voice {
  /** Packets that came. */
  heard = 0;
  /** dBov without its sign. */
  level = 127;
  readonly #track = new MediaStreamTrack({ kind: 'audio' });
  readonly #pc = new RTCPeerConnection({
    codecs: { audio: [new RTCRtpCodecParameters(OPUS)], video: [] },
    headerExtensions: { audio: [useAudioLevelIndication()] },
    iceAdditionalHostAddresses: [MEDIA_ADDRESS],
  });
  #extension = 0;
  #timer: NodeJS.Timeout | undefined;

  async offer(): Promise<Jsep> {
    this.#pc.addTransceiver(this.#track, { direction: 'sendrecv' });
    this.#pc.onTrack.subscribe((track) => track.onReceiveRtp.subscribe(() => (this.heard += 1)));
    const { sdp } = await this.#pc.createOffer();
    this.#extension = Number(EXTENSION.exec(sdp)?.[1]);
    // Left alone, werift asks a server on the internet for its address, and waits 5 s for the answer.
    for (const { connection } of this.#pc.iceTransports) delete connection.stunServer;
    await this.#pc.setLocalDescription({ type: 'offer', sdp });
    return { type: 'offer', sdp };
  }

  async take(answer: Jsep | undefined): Promise<void> {
    if (!answer) throw new Error('there is no answer');
    await this.#pc.setRemoteDescription(answer);
    let sent = 0;
    this.#timer = setInterval(() => this.#send((sent += 1)), PACKET_MS);
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#pc.close();
  }

  #send(sequenceNumber: number): void {
    if (this.#pc.connectionState !== 'connected') return;
    const header = new RtpHeader({
      ...{ payloadType: 111, sequenceNumber, timestamp: sequenceNumber * SAMPLES, ssrc: 1 },
      extension: true,
      extensions: [{ id: this.#extension, payload: Buffer.from([0x80 | this.level]) }],
    });
    this.#track.writeRtp(new RtpPacket(header, SILENCE));
  }
}
