import type { JanusSimulator } from 'rxjs-janus/simulator';
import type { Json } from './support/json.js';
import { dataOf, RawSocket } from './support/raw-socket.js';
import { offer } from './support/sdp.js';
import { simulate, stopAfterEach } from './support/simulate.js';

stopAfterEach();

describe('the echo test', () => {
  let server: JanusSimulator;
  let socket: RawSocket;
  let session: number;
  let handle: number;

  beforeEach(async () => {
    server = await simulate();
    socket = await RawSocket.open(server.webSocketUrl);
    session = await socket.create();
    handle = await socket.attach(session);
  });

  it('acknowledges with a hint and answers by an event', async () => {
    socket.fresh();
    const event = await socket.message(session, handle, { audio: true });
    const transaction = event['transaction'];
    expect(socket.fresh()).toEqual([
      { janus: 'ack', session_id: session, transaction, hint: "I'm taking my time!" },
      {
        janus: 'event',
        session_id: session,
        transaction,
        sender: handle,
        plugindata: { plugin: 'janus.plugin.echotest', data: { echotest: 'event', result: 'ok' } },
      },
    ]);
  });

  it.each<[Json, string]>([
    [{}, 'Message error: no supported attributes found'],
    [{ filename: 'x' }, 'Message error: no supported attributes found'],
    [{ audio: 'x' }, 'Invalid element type (audio should be a boolean)'],
    [{ bitrate: -1 }, 'Invalid element type (bitrate should be a positive integer)'],
    [{ min_delay: 1.5 }, 'Invalid element type (min_delay should be an integer)'],
    [{ substream: 5 }, 'Invalid value (substream should be 0, 1 or 2)'],
  ])('refuses %j by an event with code 413', async (body, error) => {
    const data = dataOf(await socket.message(session, handle, body));
    expect(data).toEqual({ echotest: 'event', error_code: 413, error });
  });

  it.each([
    ['sendrecv', 'sendrecv'],
    ['sendonly', 'recvonly'],
    ['recvonly', 'inactive'],
  ])('answers an offer of %s with %s, m-line by m-line', async (direction, answered) => {
    const sdp = await answerTo(offer(direction));
    expect(sdp.match(/^m=.*$/gm)).toEqual([
      'm=audio 9 UDP/TLS/RTP/SAVPF 111',
      'm=video 9 UDP/TLS/RTP/SAVPF 96',
    ]);
    expect(sdp.match(/^a=(sendrecv|sendonly|recvonly|inactive)$/gm)).toEqual([
      `a=${answered}`,
      `a=${answered}`,
    ]);
    expect(sdp).toMatch(/^a=fingerprint:sha-256 [0-9A-F:]{95}$/m);
    expect(sdp).toMatch(/^a=setup:active$/m);
    expect(sdp.match(/^a=mid:.$/gm)).toEqual(['a=mid:0', 'a=mid:1']);
  });

  const answerTo = async (sdp: string): Promise<string> => {
    const event = await socket.message(session, handle, { audio: true }, { type: 'offer', sdp });
    const jsep = event['jsep'] as { type: string; sdp: string };
    expect(jsep.type).toBe('answer');
    return jsep.sdp.replaceAll('\r', '');
  };

  it.each<[Json | number, number, string]>([
    [5, 455, 'Invalid jsep object'],
    [{}, 456, 'JSEP error: missing mandatory element (type)'],
    [{ type: 'offer' }, 456, 'JSEP error: missing mandatory element (sdp)'],
    [{ type: 5, sdp: '' }, 467, 'JSEP error: invalid element type (type should be a string)'],
    [{ type: 'bogus', sdp: 'v=0' }, 464, "JSEP error: unknown message type 'bogus'"],
    [{ type: 'offer', sdp: 'x' }, 465, "Invalid SDP (doesn't start with v=)"],
    [{ type: 'offer', sdp: 'v=0' }, 465, 'Missing mandatory lines (o=, s= or m=)'],
    [{ type: 'offer', sdp: 'v=0\r\nm=audio' }, 465, 'Invalid m= line: m=audio'],
    [{ type: 'answer', sdp: offer() }, 469, 'Unexpected ANSWER (did we offer?)'],
  ])('is not reached by the jsep %j', async (jsep, code, reason) => {
    const reply = await socket.message(session, handle, { audio: true }, jsep as Json);
    expect(reply).toMatchObject({ janus: 'error', error: { code, reason } });
  });

  it('hangs up with a reason only where there is a PeerConnection', async () => {
    const hangup = { janus: 'hangup', session_id: session, handle_id: handle };
    await answerTo(offer());
    socket.fresh();
    await socket.ask(hangup);
    await socket.ask(hangup);
    expect(socket.fresh()).toMatchObject([
      { janus: 'success' },
      { janus: 'event', plugindata: { data: { result: 'done' } } },
      { janus: 'hangup', sender: handle, reason: 'Janus API' },
      { janus: 'success' },
    ]);
  });

  it('looks at candidates only once there is a PeerConnection', async () => {
    const trickle = { janus: 'trickle', session_id: session, handle_id: handle };
    expect(await socket.ask({ ...trickle, candidate: {} })).toMatchObject({ janus: 'ack' });
    await answerTo(offer());
    expect(await socket.ask({ ...trickle, candidate: {} })).toMatchObject({ error: { code: 456 } });
    expect(await socket.ask({ ...trickle, candidates: 5 })).toMatchObject({ error: { code: 467 } });
    expect(await socket.ask({ ...trickle, candidates: [] })).toMatchObject({ janus: 'ack' });
    expect(await socket.ask({ ...trickle, candidate: { completed: true } })).toMatchObject({ janus: 'ack' });
  });
});
