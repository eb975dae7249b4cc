// What a peer does in a browser, beyond the first picture.
import { onMedia } from './support/on-media.js';

onMedia('a peer in a browser', ['echotest'], {}, (it_) => {
  it('renegotiates when tracks come and go, and not when one takes the place of another', async () => {
    const page = await it_.page();
    const told = await page.evaluate(async (url) => {
      const { BehaviorSubject, follow, hold, more, until } = lib;
      const echo = await lib.attached(url, lib.echoTest);
      const peer = await hold(lib.peer$(echo));
      const media = await navigator.mediaDevices.getUserMedia(lib.SMALL);
      const [other] = (await navigator.mediaDevices.getUserMedia({ video: true })).getVideoTracks();
      const [sound, picture] = [...media.getAudioTracks(), ...media.getVideoTracks()];
      if (!sound || !picture || !other) throw new Error('there is nothing to send');
      const tracks$ = new BehaviorSubject<readonly MediaStreamTrack[]>([sound]);
      const offers: number[] = [];
      follow(peer.send$(tracks$));
      follow(
        peer.negotiate$((jsep, { nth }) => {
          offers.push(nth);
          return echo.configure$({ audio: true, video: true }, { jsep });
        }),
      );
      const remote = follow(peer.remoteTracks$);
      const kinds = () => remote.newest?.map(({ mid, kind }) => `${mid} ${kind}`).join();
      const steps: unknown[] = [];
      const step = () => steps.push([offers.length, kinds()]);
      await more({ packets: 20 });
      step();
      tracks$.next([sound, picture]);
      await until('two tracks', () => remote.newest?.length === 2);
      await more({ frames: 10, packets: 20 });
      step();
      tracks$.next([sound, other]);
      await more({ frames: 10 });
      step();
      tracks$.next([sound]);
      // The server sends nothing back where it gets nothing.
      await until('one track', () => remote.newest?.length === 1);
      const sent = await lib.firstValueFrom(peer.localTracks$);
      step();
      tracks$.next([sound, picture]);
      await until('two tracks', () => remote.newest?.length === 2);
      await more({ frames: 10 });
      step();
      const [section] = peer.connection.getTransceivers();
      if (section) section.direction = 'sendonly';
      await until('the picture alone', () => remote.newest?.length === 1);
      step();
      return { steps, sent: sent.map(({ kind }) => kind) };
    }, it_.janus.webSocketUrl);
    const both = '0 audio,1 video';
    expect(told).toEqual({
      steps: [
        [1, '0 audio'],
        [2, both],
        [2, both],
        [3, '0 audio'],
        [4, both],
        [5, '1 video'],
      ],
      sent: ['audio'],
    });
  });

  it('samples once for all who look, and only while they do', async () => {
    const page = await it_.page();
    const told = await page.evaluate(async (url) => {
      const { follow, until } = lib;
      const echo = await lib.attached(url, lib.echoTest);
      const talk = lib.talking(echo, (one) => one.negotiate$((jsep) => echo.configure$({}, { jsep })));
      await lib.more({ frames: 10, packets: 20 });
      const peer = talk.newest;
      if (!peer) throw new Error('there is no peer');
      let asked = 0;
      const getStats = peer.connection.getStats.bind(peer.connection);
      peer.connection.getStats = () => {
        asked += 1;
        return getStats();
      };
      const options = { periodMs: 250 };
      const stats = follow(lib.stats$(peer, options));
      const limits = { loss: 2, jitterMs: 10_000, roundTripMs: 10_000 };
      const qualities = [
        { fair: limits, poor: limits },
        { fair: { roundTripMs: 0 }, poor: limits },
        { poor: { roundTripMs: 0 } },
      ].map((some) => follow(lib.quality$(peer, { ...options, ...some })));
      const levels = follow(lib.audioLevel$(peer, options));
      await until('samples', () => stats.values.length >= 8);
      const counts = { asked, told: stats.values.length };
      for (const one of [stats, ...qualities, levels]) one.unsubscribe();
      await new Promise((resolve) => setTimeout(resolve, 600));
      const after = asked;
      await new Promise((resolve) => setTimeout(resolve, 600));
      return {
        counts,
        stopped: asked === after,
        tracks: stats.newest?.tracks,
        roundTripMs: stats.newest?.roundTripMs,
        qualities: qualities.map(({ newest }) => newest?.level),
        loudest: Math.max(...levels.values.flat().map(({ level }) => level)),
      };
    }, it_.janus.webSocketUrl);
    expect(told.stopped).toBe(true);
    // One more than there are differences, and one that may be under way.
    expect(told.counts.asked - told.counts.told).toBeLessThanOrEqual(2);
    expect(told.tracks?.map(({ mid, kind, direction }) => `${mid} ${kind} ${direction}`).sort()).toEqual([
      '0 audio in',
      '0 audio out',
      '1 video in',
      '1 video out',
    ]);
    for (const { kind, bitrate, packets, width, height, loss } of told.tracks ?? []) {
      expect([bitrate > 1_000, packets > 0, loss]).toEqual([true, true, 0]);
      expect([width, height]).toEqual(kind === 'video' ? [160, 120] : [undefined, undefined]);
    }
    expect(told.roundTripMs).toEqual(expect.any(Number));
    expect(told.qualities).toEqual(['good', 'fair', 'poor']);
    expect(told.loudest).toBeGreaterThan(0.01);
  });

  it('holds up who sends more than the network takes, and keeps the order', async () => {
    const page = await it_.page();
    const told = await page.evaluate(async (url) => {
      const { concatMap, follow, range, until } = lib;
      const echo = await lib.attached(url, lib.echoTest);
      const peer = await lib.hold(lib.peer$(echo));
      const opening = follow(lib.openDataChannel$(peer, 'JanusDataChannel', { lowWaterBytes: 32_768 }));
      follow(peer.negotiate$((jsep) => echo.configure$({}, { jsep })));
      const data = await until('a data channel', () => opening.newest);
      const texts = follow(data.text$);
      let most = 0;
      const sending = follow(
        range(0, 200).pipe(
          concatMap((nth) => {
            most = Math.max(most, data.channel.bufferedAmount);
            return data.send$(`${String(nth)} ${'x'.repeat(8_000)}`);
          }),
        ),
      );
      await until('all to be sent', () => sending.end);
      await until('all to come back', () => texts.values.length === 200);
      const order = texts.values.map((text) => Number(/(\d+) x/.exec(text)?.[1]));
      lib.letGo();
      await until('the end', () => opening.end ?? data.channel.readyState === 'closed');
      let refused: unknown;
      try {
        data.send('late');
      } catch (error) {
        refused = error;
      }
      return { most, order, end: sending.end, refused: (refused as { kind?: string }).kind };
    }, it_.janus.webSocketUrl);
    expect(told.order).toEqual(Array.from({ length: 200 }, (_, nth) => nth));
    // Never more than what waits already and one text.
    expect(told.most).toBeLessThanOrEqual(32_768 + 8_010);
    expect(told).toMatchObject({ end: {}, refused: 'data-channel' });
  });

  it('sends and takes texts and bytes, in order', async () => {
    const page = await it_.page();
    const told = await page.evaluate(async (url) => {
      const { follow, until } = lib;
      const echo = await lib.attached(url, lib.echoTest);
      const peer = await lib.hold(lib.peer$(echo));
      const opening = follow(lib.openDataChannel$(peer, 'both'));
      follow(peer.negotiate$((jsep) => echo.configure$({}, { jsep })));
      const data = await until('a data channel', () => opening.newest);
      const [messages, texts] = [follow(data.message$), follow(data.text$)];
      data.send(new Uint8Array([9, 0, 255, 1]).subarray(1));
      data.send('Grüße');
      data.send(new Uint8Array([7]).buffer);
      await until('all', () => messages.values.length === 3);
      const came = messages.values.map((one) => (one.kind === 'text' ? one.text : [...one.bytes]));
      opening.unsubscribe();
      await until('the ends', () => messages.end && texts.end);
      return { came, texts: texts.values.length, ends: [messages.end, texts.end] };
    }, it_.janus.webSocketUrl);
    expect(told).toEqual({
      came: [[0, 255, 1], expect.stringContaining('Grüße') as string, [7]],
      texts: 1,
      ends: [{}, {}],
    });
  });

  it('tells no more of a track that is not sent any more, and the same track again when it is', async () => {
    const page = await it_.page();
    const told = await page.evaluate(async (url) => {
      const echo = await lib.attached(url, lib.echoTest);
      const talk = lib.talking(echo, (one) => one.negotiate$((jsep) => echo.configure$({}, { jsep })));
      await lib.more({ frames: 5 });
      const remote = lib.follow(talk.newest?.remoteTracks$ ?? lib.EMPTY);
      const video = talk.newest?.connection
        .getTransceivers()
        .find(({ sender }) => sender.track?.kind === 'video');
      if (!video) throw new Error('no picture is sent');
      const { track } = video.receiver;
      video.direction = 'recvonly';
      await lib.until('no picture', () => remote.newest?.length === 1);
      const muted = track.muted;
      video.direction = 'sendrecv';
      await lib.until('a picture', () =>
        remote.newest?.find(({ kind, muted: none }) => kind === 'video' && !none),
      );
      await lib.more({ frames: 5 });
      const lists = remote.values.map((list) =>
        list.map(({ kind, muted: none }) => `${kind} ${String(none)}`).join(),
      );
      return { muted, lists, same: remote.newest?.some((one) => one.track === track) };
    }, it_.janus.webSocketUrl);
    const [both, sound] = ['audio false,video false', 'audio false'];
    expect(told).toMatchObject({ muted: true, same: true });
    expect([told.lists[0], told.lists[1], told.lists.at(-1)]).toEqual([both, sound, both]);
  });

  it('answers an offer that crosses its own, and makes that anew', async () => {
    const page = await it_.page();
    const told = await page.evaluate(async (url) => {
      const { NEVER, follow, until } = lib;
      const echo = await lib.attached(url, lib.echoTest);
      const peer = await lib.hold(lib.peer$(echo));
      follow(peer.receive$('audio'));
      const other = new RTCPeerConnection();
      other.addTransceiver('audio', { direction: 'sendonly' });
      await other.setLocalDescription();
      const offers: number[] = [];
      // Answered by nobody, as by a server that waits for the answer to its own.
      const ours = follow(
        peer.offer$((_, { nth }) => {
          offers.push(nth);
          return NEVER;
        }),
      );
      await until('our offer', () => offers.length === 1);
      const { sdp = '' } = other.localDescription ?? {};
      const answered = follow(peer.answer$({ type: 'offer', sdp }, ({ type }) => [type]));
      await until('our offer again', () => offers.length === 2);
      const states = [answered.values, peer.connection.signalingState];
      ours.unsubscribe();
      await until('the rollback', () => peer.connection.signalingState === 'stable');
      other.close();
      return { states, offers };
    }, it_.janus.webSocketUrl);
    expect(told).toEqual({ states: [['answer'], 'have-local-offer'], offers: [0, 1] });
  });

  it('takes another PeerConnection in the place of one whose DTLS ended', async () => {
    const page = await it_.page();
    const told = await page.evaluate(async (url) => {
      const { follow, more, until } = lib;
      const echo = await lib.attached(url, lib.echoTest);
      const hangups = follow(echo.event$.pipe(lib.ofKind('hangup')));
      const talk = lib.talking(echo, (one) => one.negotiate$((jsep) => echo.configure$({}, { jsep })));
      await more({ frames: 10 });
      const [first] = lib.connections;
      first?.close();
      await until('another', () => lib.connections.length === 2);
      await more({ frames: 10 }, lib.connections.slice(1));
      return { reason: hangups.newest?.reason, end: talk.end, count: lib.connections.length };
    }, it_.janus.webSocketUrl);
    expect(told).toEqual({ reason: 'DTLS alert', end: undefined, count: 2 });
  });

  it('restarts ICE by an offer that holds its candidates, without trickling', async () => {
    const page = await it_.page();
    const told = await page.evaluate(async (url) => {
      const echo = await lib.attached(url, lib.echoTest);
      const peer = await lib.hold(lib.peer$(echo, { trickle: 'none' }));
      const offers: boolean[] = [];
      lib.follow(peer.send$(lib.userMedia$({ audio: true })));
      lib.follow(
        peer.negotiate$((jsep) => {
          offers.push(jsep.sdp.includes('a=candidate'));
          return echo.configure$({}, { jsep });
        }),
      );
      await lib.more({ packets: 20 });
      const restarted = lib.follow(peer.restart$());
      await lib.until('the restart', () => restarted.end);
      await lib.more({ packets: 50 });
      return { end: restarted.end, offers };
    }, it_.janus.webSocketUrl);
    expect(told).toEqual({ end: {}, offers: [true, true] });
  });
});
