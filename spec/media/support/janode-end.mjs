// janode in a room, with sound by werift: publishes, subscribes to the first who publishes, and tells what it hears.
//   node janode-end.mjs WEBSOCKET ROOM ADDRESS
import Janode from 'janode';
import VideoRoom from 'janode/plugins/videoroom';
import { MediaStreamTrack, RTCPeerConnection, RTCRtpCodecParameters, RtpHeader, RtpPacket } from 'werift';

const [url, room, address] = process.argv.slice(2);
const OPUS = { mimeType: 'audio/opus', clockRate: 48_000, channels: 2, payloadType: 111 };
const VP8 = { mimeType: 'video/VP8', clockRate: 90_000, payloadType: 96 };
const SILENCE = Buffer.from([0xf8, 0xff, 0xfe]);
let watching = false;

Janode.Logger.setLevel('none');
const connection = await Janode.connect({ is_admin: false, address: { url } });
const session = await connection.create();
const ours = await session.attach(VideoRoom);
ours.on(VideoRoom.EVENT.VIDEOROOM_PUB_LIST, ({ publishers }) => void watch(publishers));
const { publishers } = await ours.joinPublisher({ room: Number(room), display: 'janode' });
await publish();
await watch(publishers);

function end() {
  return new RTCPeerConnection({
    codecs: { audio: [new RTCRtpCodecParameters(OPUS)], video: [new RTCRtpCodecParameters(VP8)] },
    iceAdditionalHostAddresses: [address],
  });
}

async function described(pc, description) {
  // Left alone, werift asks a server elsewhere for its address, and waits for the answer.
  for (const { connection: ice } of pc.iceTransports) delete ice.stunServer;
  await pc.setLocalDescription(description);
  const { type, sdp } = pc.localDescription;
  return { type, sdp };
}

async function publish() {
  const [pc, track] = [end(), new MediaStreamTrack({ kind: 'audio' })];
  pc.addTransceiver(track, { direction: 'sendonly' });
  const { jsep } = await ours.publish({ jsep: await described(pc, await pc.createOffer()) });
  await pc.setRemoteDescription(jsep);
  let sent = 0;
  setInterval(() => {
    if (pc.connectionState !== 'connected') return;
    const header = { payloadType: 111, sequenceNumber: sent & 0xffff, timestamp: sent * 960, ssrc: 1 };
    track.writeRtp(new RtpPacket(new RtpHeader(header), SILENCE).serialize());
    sent += 1;
  }, 20);
}

async function watch([first]) {
  if (!first || watching) return;
  watching = true;
  const theirs = await session.attach(VideoRoom);
  const { jsep } = await theirs.joinSubscriber({ room: Number(room), streams: [{ feed: first.feed }] });
  const pc = end();
  const heard = { audio: 0, video: 0 };
  pc.onTrack.subscribe((track) => track.onReceiveRtp.subscribe(() => (heard[track.kind] += 1)));
  await pc.setRemoteDescription(jsep);
  await theirs.start({ jsep: await described(pc, await pc.createAnswer()) });
  setInterval(() => console.log(JSON.stringify(heard)), 200);
}
