// Alice's media: a PeerConnection of werift that sends a tone and counts what comes back. In a browser this is
// RTCPeerConnection and getUserMedia.
import { Observable } from 'rxjs';
import { MediaStreamTrack, RTCPeerConnection, RTCRtpCodecParameters, RtpHeader, RtpPacket } from 'werift';
import { MEDIA_ADDRESS } from './namespace.mjs';

const PACKET_MS = 20;
const SAMPLES = 160;
/** Half a period of silence-free sound, a packet long, as PCMU. */
const TONE = Buffer.from(Array.from({ length: SAMPLES }, (_, i) => ((i >> 3) % 2 ? 0x20 : 0xa0)));
const PCMU = { mimeType: 'audio/PCMU', clockRate: 8_000, channels: 1, payloadType: 0 };

/** @typedef {import('rxjs-janus').Jsep} Jsep */

/**
 * @typedef {object} Phone
 * @property {(restart?: boolean) => Promise<Jsep>} offer `restart`: with new credentials of ICE
 * @property {(offer: Jsep) => Promise<Jsep>} answer
 * @property {() => Promise<import('rxjs-janus').Candidate>} candidate the one there is, to be trickled behind an answer
 * @property {(answer: Jsep | undefined) => Promise<void>} take
 * @property {() => number} sent packets
 * @property {() => number} heard packets
 */

/**
 * A phone; unsubscribing ends its PeerConnection. `leave`: not even then, as when its process is ended by the system.
 *
 * @type {(options?: { leave?: boolean }) => Observable<Phone>}
 */
export const phone$ = ({ leave = false } = {}) =>
  new Observable((subscriber) => {
    const pc = new RTCPeerConnection({
      codecs: { audio: [new RTCRtpCodecParameters(PCMU)], video: [] },
      iceAdditionalHostAddresses: [MEDIA_ADDRESS],
    });
    const counts = { sent: 0, heard: 0 };
    const candidate = candidateOf(pc);
    const tone = toneOn(pc, counts);
    pc.onTrack.once((track) => {
      track.onReceiveRtp.subscribe(() => (counts.heard += 1));
    });
    subscriber.next({
      offer: async (restart = false) => describe(pc, await pc.createOffer({ iceRestart: restart })),
      answer: async (offer) => {
        await pc.setRemoteDescription(offer);
        return describe(pc, await pc.createAnswer());
      },
      candidate: () => candidate,
      take: async (answer) => {
        if (!answer) throw new Error('the answer was lost');
        await pc.setRemoteDescription(answer);
      },
      sent: () => counts.sent,
      heard: () => counts.heard,
    });
    return () => {
      clearInterval(tone);
      if (!leave) void pc.close();
    };
  });

/** @type {(pc: RTCPeerConnection, counts: { sent: number }) => NodeJS.Timeout} */
const toneOn = (pc, counts) => {
  const track = new MediaStreamTrack({ kind: 'audio' });
  pc.addTransceiver(track, { direction: 'sendrecv' });
  return setInterval(() => {
    if (pc.connectionState !== 'connected') return;
    const sequenceNumber = counts.sent & 0xffff;
    const header = { payloadType: 0, sequenceNumber, timestamp: counts.sent * SAMPLES, ssrc: 1 };
    track.writeRtp(new RtpPacket(new RtpHeader(header), TONE).serialize());
    counts.sent += 1;
  }, PACKET_MS);
};

/** @type {(pc: RTCPeerConnection, description: { type: 'offer' | 'answer', sdp: string }) => Promise<Jsep>} */
const describe = async (pc, { type, sdp }) => {
  // Left alone, werift asks a server on the internet for its address, and waits 5 s for the answer.
  for (const { connection } of pc.iceTransports) delete connection.stunServer;
  await pc.setLocalDescription({ type, sdp });
  return { type, sdp };
};

/** @type {(pc: RTCPeerConnection) => Promise<import('rxjs-janus').Candidate>} */
const candidateOf = (pc) =>
  new Promise((resolve) => {
    pc.onIceCandidate.subscribe((found) => {
      if (found) resolve({ candidate: found.candidate, sdpMid: '0', sdpMLineIndex: 0 });
    });
  });
