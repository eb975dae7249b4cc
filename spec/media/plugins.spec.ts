import { type Peer } from 'rxjs-janus/webrtc';
import { onMedia } from './support/on-media.js';

const PLUGINS = ['echotest', 'audiobridge', 'videocall', 'textroom'];

onMedia('media through the plugins', PLUGINS, {}, (it_) => {
  it('sees and hears itself by the echo test, and less of itself under a cap', async () => {
    const page = await it_.page();
    const came = await page.evaluate(async (url) => {
      const echo = await lib.attached(url, lib.echoTest);
      const negotiates$ = (peer: Peer) =>
        peer.negotiate$((jsep) => echo.configure$({ audio: true, video: true }, { jsep }));
      const talk = lib.talking(echo, negotiates$, {
        ...{ audio: true, video: { width: 640, height: 360, frameRate: 10 } },
      });
      const bytes = async () => {
        let sum = 0;
        (await talk.newest?.connection.getStats())?.forEach(
          (row: { type: string; bytesReceived?: number }) => {
            if (row.type === 'inbound-rtp') sum += row.bytesReceived ?? 0;
          },
        );
        return sum;
      };
      const rate = async () => {
        const before = await bytes();
        await lib.sleep(1_000);
        return (await bytes()) - before;
      };
      const first = await lib.more({ frames: 20, packets: 50 });
      const { iceConnectionState } = talk.newest?.connection ?? {};
      const loud = await rate();
      await lib.firstValueFrom(echo.configure$({ bitrate: 60_000 }));
      await lib.until('fewer bytes', async () => (await rate()) < loud / 2);
      lib.letGo();
      await lib.until('the end', () => lib.openConnections().length === 0);
      return { ...first, iceConnectionState };
    }, it_.janus.webSocketUrl);
    expect(came.frames).toBeGreaterThanOrEqual(20);
    expect(came.packets).toBeGreaterThanOrEqual(50);
    expect(['connected', 'completed']).toContain(came.iceConnectionState);
  });

  it('hears the mix of an audio room, and knows who is muted', async () => {
    const page = await it_.page();
    const told = await page.evaluate(async (url) => {
      const ann = lib.enterAudioBridge(url, { join: { room: 1234, display: 'Ann' } });
      const bob = lib.enterAudioBridge(url, { join: { room: 1234, display: 'Bob' } });
      await lib.until('each other', () => ann.newest?.members[0]?.setup && bob.newest?.members[0]?.setup);
      // The mix of the others: without one's own voice.
      const loudness = async () => {
        let sum = 0;
        (await ann.newest?.peer.connection.getStats())?.forEach(
          (row: { type: string; totalAudioEnergy?: number }) => {
            if (row.type === 'inbound-rtp') sum += row.totalAudioEnergy ?? 0;
          },
        );
        return sum;
      };
      // What nobody plays is not decoded.
      const { mix } = await lib.until('a mix', () => ann.newest?.mix && ann.newest);
      const player = Object.assign(new Audio(), { srcObject: new MediaStream(mix ? [mix] : []) });
      await player.play();
      const { packets } = await lib.more({ packets: 150 });
      const spoken = await loudness();
      await lib.firstValueFrom(bob.newest?.bridge.mute$() ?? lib.EMPTY);
      const muted = await lib.until('the mute', () => ann.newest?.members.find(({ muted }) => muted));
      await lib.sleep(500);
      const before = await loudness();
      await lib.more({ packets: 100 });
      const silent = (await loudness()) - before;
      const mixes = [ann, bob].map(({ newest }) => newest?.mix?.readyState);
      await lib.firstValueFrom(bob.newest?.bridge.leave$() ?? lib.EMPTY);
      await lib.until('one to have left', () => bob.end && ann.newest?.members.length === 0);
      return {
        heard: packets > 99,
        loud: [spoken, silent],
        muted: muted.display,
        mixes,
        ends: [ann.end, bob.end],
      };
    }, it_.janus.webSocketUrl);
    const [spoken = 0, silent = 0] = told.loud;
    expect(spoken).toBeGreaterThan(0.001);
    expect(silent).toBeLessThan(spoken / 10);
    expect(told).toMatchObject({
      heard: true,
      muted: 'Bob',
      mixes: ['live', 'live'],
      ends: [undefined, {}],
    });
  });

  it('calls somebody by name, is seen and heard, restarts ICE from either end, and dials by tones', async () => {
    const page = await it_.page();
    const came = await page.evaluate(async (url) => {
      const { EMPTY, firstValueFrom } = lib;
      const {
        users: [ada],
        peers: [ours, theirs],
      } = await lib.calling(url);
      const ends = [ours, theirs].map(({ newest }) => (newest ? [newest.connection] : []));
      const sums = [];
      for (const end of ends) sums.push(await lib.more({ frames: 10, packets: 50 }, end));
      const failures: unknown[] = [];
      for (const one of [theirs, ours]) {
        const restarted = lib.follow(one.newest?.restart$() ?? EMPTY);
        await lib.until('a restart', () => restarted.end);
        failures.push(restarted.end?.error);
        await lib.sleep(500);
        for (const end of ends) sums.push(await lib.more({ frames: 5, packets: 25 }, end));
      }
      const sender = ours.newest?.connection.getSenders().find(({ track }) => track?.kind === 'audio');
      if (!sender) throw new Error('nothing is said');
      const wrong = lib.follow(lib.dtmf$(sender, '1x'));
      const dialled = lib.follow(lib.dtmf$(sender, '12#', { durationMs: 60, gapMs: 40 }));
      await lib.until('the end of the tones', () => dialled.end);
      await firstValueFrom(ada.bye$());
      await lib.until('both to be hung up', () => ours.end && theirs.end);
      const { kind } = wrong.end?.error as { kind: string };
      return { sums, failures, tones: [dialled.values, dialled.end, kind], ends: [ours.end, theirs.end] };
    }, it_.janus.webSocketUrl);
    expect(came.sums).toHaveLength(6);
    expect(came.failures).toEqual([undefined, undefined]);
    for (const { frames, packets } of came.sums) expect([frames > 4, packets > 24]).toEqual([true, true]);
    expect(came.tones).toEqual([['1', '2', '#'], {}, 'invalid-argument']);
    expect(came.ends).toEqual([{}, {}]);
  });

  it('answers an offer of the other end that crosses its own, and makes that anew', async () => {
    const page = await it_.page();
    const came = await page.evaluate(async (url) => {
      const { EMPTY, concat, follow, ignoreElements, timer } = lib;
      const late$ = timer(1_500).pipe(ignoreElements());
      const { peers } = await lib.calling(url, (sent$) => concat(late$, sent$));
      const [ours, theirs] = peers;
      const ends = peers.map(({ newest }) => (newest ? [newest.connection] : []));
      for (const end of ends) await lib.more({ frames: 5, packets: 25 }, end);
      const credentials = () =>
        ends.map(([end]) => /a=ice-ufrag:(\S+)/.exec(end?.localDescription?.sdp ?? '')?.[1]);
      const before = credentials();
      const restarts = [follow(ours.newest?.restart$() ?? EMPTY)];
      await lib.until('an offer', () => ends[0]?.[0]?.signalingState === 'have-local-offer');
      // Ours is made, and has not left: theirs comes first.
      restarts.push(follow(theirs.newest?.restart$() ?? EMPTY));
      await lib.until('theirs', () => restarts[1]?.end);
      const crossed = restarts[0]?.end === undefined;
      await lib.until('ours', () => restarts[0]?.end);
      const sums = [];
      for (const end of ends) sums.push(await lib.more({ frames: 5, packets: 25 }, end));
      const renewed = credentials().map((one, nth) => one !== before[nth]);
      return {
        sums,
        crossed,
        renewed,
        ends: restarts.map(({ end }) => end),
        calls: peers.map(({ end }) => end),
      };
    }, it_.janus.webSocketUrl);
    expect(came.crossed).toBe(true);
    expect(came.ends).toEqual([{}, {}]);
    expect(came.renewed).toEqual([true, true]);
    expect(came.calls).toEqual([undefined, undefined]);
    for (const { frames, packets } of came.sums) expect([frames > 4, packets > 24]).toEqual([true, true]);
  });

  it('agrees in the end where both ends of a call have sent an offer at the same moment', async () => {
    const page = await it_.page();
    const came = await page.evaluate(async (url) => {
      const { EMPTY, ReplaySubject, concat, defer, follow, ignoreElements, take } = lib;
      // Each waits until the other has made its offer, and both leave in one turn.
      const made = new ReplaySubject<void>(1);
      let offers = 0;
      const together$ = defer(() => {
        offers += 1;
        if (offers === 2) made.next();
        return made.pipe(take(1), ignoreElements());
      });
      const { peers } = await lib.calling(
        url,
        (sent$) => concat(together$, sent$),
        (sent$) => concat(together$, sent$),
      );
      const ends = peers.map(({ newest }) => (newest ? [newest.connection] : []));
      for (const end of ends) await lib.more({ frames: 5, packets: 25 }, end);
      const credentials = () =>
        ends.map(([end]) => /a=ice-ufrag:(\S+)/.exec(end?.localDescription?.sdp ?? '')?.[1]);
      const before = credentials();
      const restarts = peers.map(({ newest }) => follow(newest?.restart$() ?? EMPTY));
      await lib.until('both', () => restarts.every(({ end }) => end !== undefined));
      const sums = [];
      for (const end of ends) sums.push(await lib.more({ frames: 5, packets: 25 }, end));
      return {
        sums,
        offers,
        renewed: credentials().map((one, nth) => one !== before[nth]),
        states: ends.map(([end]) => end?.signalingState),
        ends: restarts.map(({ end }) => end),
        calls: peers.map(({ end }) => end),
      };
    }, it_.janus.webSocketUrl);
    expect(came.offers).toBeGreaterThan(2);
    expect(came.ends).toEqual([{}, {}]);
    expect(came.renewed).toEqual([true, true]);
    expect(came.states).toEqual(['stable', 'stable']);
    expect(came.calls).toEqual([undefined, undefined]);
    for (const { frames, packets } of came.sums) expect([frames > 4, packets > 24]).toEqual([true, true]);
  });

  it('talks in text rooms over a data channel', async () => {
    const page = await it_.page();
    const said = await page.evaluate(async (url) => {
      const { firstValueFrom, ignoreElements, merge, openDataChannel$, peer$, switchMap, textRoomTalk$ } =
        lib;
      const enter = async (username: string) => {
        const room = await lib.attached(url, lib.textRoom);
        const talk = await lib.hold(
          peer$(room).pipe(
            switchMap((peer) =>
              merge(
                peer.answers$(room.setup$(), (jsep) => room.answer$(jsep)).pipe(ignoreElements()),
                openDataChannel$(peer, 'JanusDataChannel').pipe(switchMap(textRoomTalk$)),
              ),
            ),
          ),
        );
        await firstValueFrom(talk.request$('join', { room: 1234, username }));
        return { talk, heard: lib.follow(talk.message$) };
      };
      const [ann, bob] = [await enter('ann'), await enter('bob')];
      for (let nth = 0; nth < 20; nth += 1)
        await firstValueFrom(ann.talk.request$('message', { room: 1234, text: `word ${String(nth)}` }));
      await lib.until('all words', () => bob.heard.values.length === 20);
      return bob.heard.values.map(({ from, text }) => [from, text]);
    }, it_.janus.webSocketUrl);
    expect(said).toEqual(Array.from({ length: 20 }, (_, nth) => ['ann', `word ${String(nth)}`]));
  });

  it('takes the data channel that the server opens, with the first text in it, and answers over it', async () => {
    const page = await it_.page();
    const told = await page.evaluate(async (url) => {
      const { follow, until } = lib;
      const room = await lib.attached(url, lib.textRoom);
      const peer = await lib.hold(lib.peer$(room));
      const ours = follow(lib.openDataChannel$(peer, 'ours'));
      const theirs = follow(lib.dataChannels$(peer));
      const texts = follow(theirs.value$.pipe(lib.switchMap(({ text$ }) => text$)));
      follow(peer.answers$(room.setup$(), (jsep) => room.answer$(jsep)));
      const asked = (transaction: string) => JSON.stringify({ textroom: 'list', transaction });
      // The server answers over a channel of its own name, whatever it was asked over.
      (await until('our channel', () => ours.newest)).send(asked('one'));
      const channel = await until('the channel of the server', () => theirs.newest);
      channel.send(asked('two'));
      await until('two answers', () => texts.values.length === 2);
      const answered = texts.values.map((text) => (JSON.parse(text) as { transaction: string }).transaction);
      for (const one of [theirs, ours]) one.unsubscribe();
      await until('the channel to be closed', () => channel.channel.readyState === 'closed');
      return { label: channel.label, count: theirs.values.length, answered };
    }, it_.janus.webSocketUrl);
    expect(told).toEqual({ label: 'JanusDataChannel', count: 1, answered: ['one', 'two'] });
  });
});
