// One end of a data channel, by werift.
import { type RTCDataChannel, RTCPeerConnection } from 'werift';
import { Observable, type Subscriber, fromEventPattern } from 'rxjs';
import { type Jsep } from 'rxjs-janus';
import { type TextRoomChannel, type TextRoomHandle } from 'rxjs-janus/textroom';
import { MEDIA_ADDRESS } from '../../../support/namespace/index.js';
import { until } from '../../../support/until.js';
import { answerOf } from '../../support/on-real.js';

export interface DataEnd {
  readonly channel: TextRoomChannel;
  close(): Promise<void>;
}

/** The server's own name for it: it opens no second one then. */
const LABEL = 'JanusDataChannel';

/** The data channel of a handle, once it is open. */
export async function dataEnd(handle: TextRoomHandle): Promise<DataEnd> {
  const pc = new RTCPeerConnection({ iceAdditionalHostAddresses: [MEDIA_ADDRESS] });
  const data = pc.createDataChannel(LABEL);
  const { jsep } = await answerOf(handle.setup$());
  if (!jsep) throw new Error('there is no offer');
  await pc.setRemoteDescription(jsep);
  await answerOf(handle.answer$(await described(pc)));
  await until('the data channel', () => data.readyState === 'open');
  return { channel: channelOver(data), close: () => pc.close() };
}

async function described(pc: RTCPeerConnection): Promise<Jsep> {
  const { sdp } = await pc.createAnswer();
  // Left alone, werift asks a server on the internet for its address, and waits 5 s for the answer.
  for (const { connection } of pc.iceTransports) delete connection.stunServer;
  await pc.setLocalDescription({ type: 'answer', sdp });
  return { type: 'answer', sdp: pc.localDescription?.sdp ?? sdp };
}

function channelOver(data: RTCDataChannel): TextRoomChannel {
  const text$ = new Observable((subscriber: Subscriber<string>) => {
    const message$ = fromEventPattern<string | Buffer>((heard) => data.onMessage.subscribe(heard));
    data.stateChanged.subscribe((state) => state === 'closed' && subscriber.complete());
    return message$.subscribe((text) => subscriber.next(String(text)));
  });
  return { text$, send: (text) => data.send(Buffer.from(text).toString()) };
}
