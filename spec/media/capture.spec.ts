import { type FrameKey } from 'rxjs-janus/webrtc';
import { onMedia } from './support/on-media.js';

onMedia('capture', ['echotest'], {}, (it_) => {
  it('captures by constraints that change, keeps what has not changed, and stops all at the end', async () => {
    const page = await it_.page();
    const told = await page.evaluate(async () => {
      const wanted$ = new lib.BehaviorSubject<MediaStreamConstraints>({ audio: true, video: { width: 160 } });
      const widths: unknown[] = [];
      const streams = lib.follow(
        lib
          .userMedia$(wanted$.asObservable())
          .pipe(lib.tap((stream) => widths.push(stream.getVideoTracks()[0]?.getSettings().width))),
      );
      await lib.until('a stream', () => streams.newest);
      wanted$.next({ audio: true, video: { width: 320 } });
      await lib.until('another', () => streams.values.length === 2);
      wanted$.next({ audio: true });
      wanted$.complete();
      await lib.until('a third', () => streams.values.length === 3);
      const kinds = streams.values.map((stream) => stream.getTracks().map(({ kind }) => kind));
      const [first, second, third] = streams.values.map((stream) => stream.getAudioTracks()[0]);
      const cameras = streams.values.slice(0, 2).map((stream) => stream.getVideoTracks()[0]?.readyState);
      const before = third?.readyState;
      streams.unsubscribe();
      return {
        kinds,
        same: first === second && second === third,
        ...{ widths, cameras, states: [before, third?.readyState] },
      };
    });
    expect(told).toEqual({
      kinds: [['audio', 'video'], ['audio', 'video'], ['audio']],
      same: true,
      widths: [160, 320, undefined],
      cameras: ['ended', 'ended'],
      states: ['live', 'ended'],
    });
  });

  it('switches microphone and picture by replacing their tracks, without negotiating', async () => {
    const page = await it_.page();
    const told = await page.evaluate(async (url) => {
      const { BehaviorSubject, follow, merge, peer$, switchMap, userMedia$ } = lib;
      // Devices have names and ids once a capture was allowed.
      await lib.hold(userMedia$({ audio: true }));
      const microphones = await lib.hold(lib.devices$({ kind: 'audioinput' }));
      const [one, other] = microphones.map(({ deviceId }) => deviceId).slice(-2);
      const wishOf = (microphone = '', width: number): MediaStreamConstraints => ({
        ...{ audio: { deviceId: { exact: microphone } }, video: { width, frameRate: 10 } },
      });
      const wanted$ = new BehaviorSubject(wishOf(one, 160));
      const echo = await lib.attached(url, lib.echoTest);
      let offers = 0;
      follow(
        peer$(echo).pipe(
          switchMap((peer) =>
            merge(
              peer.send$(userMedia$(wanted$.asObservable())),
              peer.negotiate$((jsep) => {
                offers += 1;
                return echo.configure$({ audio: true, video: true }, { jsep });
              }),
            ),
          ),
        ),
      );
      await lib.more({ frames: 10, packets: 50 });
      const width = async () => (await lib.arrived()).find(({ kind }) => kind === 'video')?.width;
      const before = await width();
      wanted$.next(wishOf(other, 320));
      await lib.until('a wider picture', async () => (await width()) === 320);
      await lib.more({ frames: 5, packets: 50 });
      const senders = lib.openConnections()[0]?.getSenders() ?? [];
      const microphone = senders.find(({ track }) => track?.kind === 'audio')?.track?.getSettings().deviceId;
      return { offers, before, isOther: microphone === other && one !== other };
    }, it_.janus.webSocketUrl);
    expect(told).toEqual({ offers: 1, before: 160, isOther: true });
  });

  it('mutes and unmutes a track and a sender, without negotiating', async () => {
    const page = await it_.page();
    const told = await page.evaluate(async (url) => {
      const echo = await lib.attached(url, lib.echoTest);
      const talk = lib.talking(echo, (peer) =>
        peer.negotiate$((jsep) => echo.configure$({ audio: true, video: true }, { jsep })),
      );
      await lib.more({ frames: 5, packets: 20 });
      const sender = talk.newest?.connection.getSenders().find(({ track }) => track?.kind === 'video');
      const { track } = sender ?? {};
      if (!sender || !track) throw new Error('nothing is sent');
      const muted = lib.follow(lib.mute$(sender));
      await lib.until('the mute', () => muted.newest);
      await lib.sleep(500);
      const before = await lib.sumOf();
      await lib.sleep(700);
      const after = await lib.sumOf();
      muted.unsubscribe();
      await lib.more({ frames: 5 });
      const dark = lib.follow(lib.mute$(track, lib.of(false, true)));
      await lib.until('the mute', () => dark.values.length === 2);
      const { enabled } = track;
      dark.unsubscribe();
      return {
        frames: after.frames - before.frames,
        enabled,
        restored: [sender.track === track, track.enabled],
      };
    }, it_.janus.webSocketUrl);
    expect(told).toEqual({ frames: 0, enabled: false, restored: [true, true] });
  });

  it('sends two sizes, under a cap', async () => {
    const page = await it_.page();
    const told = await page.evaluate(async (url) => {
      const { bitrateCap$, follow, merge, peer$, simulcast, switchMap, userMedia$ } = lib;
      const echo = await lib.attached(url, lib.echoTest);
      const options = { sendEncodings: simulcast({ layers: 2, maxBitrate: 400_000 }) };
      const peer = await lib.hold(
        peer$(echo).pipe(
          switchMap((one) =>
            merge(
              lib.of(one),
              merge(
                one.send$(userMedia$({ video: { width: 640, height: 360, frameRate: 10 } }), options),
                one.negotiate$((jsep) => echo.configure$({ video: true }, { jsep })),
              ).pipe(lib.ignoreElements()),
            ),
          ),
        ),
      );
      const sizes = async () => {
        const rows: { rid?: string; frameWidth?: number; framesSent?: number; type: string }[] = [];
        (await peer.connection.getStats()).forEach((row) => rows.push(row));
        return rows.filter(({ type, framesSent = 0 }) => type === 'outbound-rtp' && framesSent > 0);
      };
      const sent = await lib.until('two sizes', async () => {
        const rows = await sizes();
        return rows.length === 2 && rows;
      });
      const [sender] = peer.connection.getSenders();
      const capped = sender && follow(bitrateCap$(sender, { m: 300_000 }));
      await lib.until('the cap', () => capped?.newest);
      const capOf = () => sender?.getParameters().encodings.map(({ rid, maxBitrate }) => [rid, maxBitrate]);
      const caps = capOf();
      capped?.unsubscribe();
      await lib.until('no cap', () => capOf()?.every(([, cap]) => cap === undefined));
      return { rids: sent.map(({ rid }) => rid).sort(), caps };
    }, it_.janus.webSocketUrl);
    expect(told).toEqual({
      rids: ['l', 'm'],
      caps: [
        ['l', undefined],
        ['m', 300_000],
      ],
    });
  });

  it('sends the codec that is preferred, VP9 in layers', async () => {
    const page = await it_.page();
    const told = await page.evaluate(async (url) => {
      const echo = await lib.attached(url, lib.echoTest);
      const options = { prepare: lib.preferCodecs('video/vp9'), sendEncodings: lib.scalable('L2T2') };
      lib.follow(
        lib.peer$(echo).pipe(
          lib.switchMap((one) =>
            lib.merge(
              one.send$(lib.userMedia$({ video: { width: 640, height: 360, frameRate: 10 } }), options),
              one.negotiate$((jsep) => echo.configure$({ video: true, videocodec: 'vp9' }, { jsep })),
            ),
          ),
        ),
      );
      await lib.more({ frames: 5 });
      const rows: {
        type: string;
        id: string;
        scalabilityMode?: string;
        codecId?: string;
        mimeType?: string;
      }[] = [];
      const [connection] = lib.openConnections();
      (await connection?.getStats())?.forEach((row) => rows.push(row));
      const sent = rows.find(({ type }) => type === 'outbound-rtp');
      const { mimeType } = rows.find(({ id }) => id === sent?.codecId) ?? {};
      // Janus takes any that it knows: what is preferred is the first that is offered.
      const { sdp = '' } = connection?.localDescription ?? {};
      const [, type = ''] = /^m=video \d+ \S+ (\d+)/m.exec(sdp) ?? [];
      const [, first] = new RegExp(`^a=rtpmap:${type} (\\w+)`, 'm').exec(sdp) ?? [];
      return { mode: sent?.scalabilityMode, mimeType, first };
    }, it_.janus.webSocketUrl);
    expect(told).toEqual({ mode: 'L2T2', mimeType: 'video/VP9', first: 'VP9' });
  });

  it('shares a screen until the user stops, and makes silence and black of nothing', async () => {
    const page = await it_.page();
    const told = await page.evaluate(async (url) => {
      const { blackTrack$, combineLatest, follow, silentTrack$ } = lib;
      const screen = follow(lib.displayMedia$());
      await lib.until('a screen', () => screen.newest);
      const [track] = screen.newest?.getVideoTracks() ?? [];
      const surface = track?.getSettings().displaySurface;
      track?.dispatchEvent(new Event('ended'));
      const dummies$ = combineLatest([silentTrack$(), blackTrack$({ width: 64, height: 48 })]);
      const dummies = follow(dummies$);
      const echo = await lib.attached(url, lib.echoTest);
      lib.follow(
        lib.peer$(echo).pipe(
          lib.switchMap((peer) =>
            lib.merge(
              peer.send$(lib.of(dummies.newest ?? [])),
              peer.negotiate$((jsep) => echo.configure$({ audio: true, video: true }, { jsep })),
            ),
          ),
        ),
      );
      const came = await lib.more({ frames: 3, packets: 20 });
      const [size] = (await lib.arrived()).filter(({ kind }) => kind === 'video');
      dummies.unsubscribe();
      return {
        ...{ surface, shared: [screen.values.length, screen.end, track?.readyState] },
        ...{ came: came.frames > 2 && came.packets > 19, width: size?.width },
        left: dummies.newest?.map(({ readyState }) => readyState),
      };
    }, it_.janus.webSocketUrl);
    expect(told).toEqual({
      ...{ surface: 'monitor', shared: [1, {}, 'ended'] },
      ...{ came: true, width: 64, left: ['ended', 'ended'] },
    });
  });

  it.each(['insertable streams', 'a script transform'])(
    'encrypts from end to end by %s: seen with the key, and not without',
    async (how) => {
      const page = await it_.page();
      const told = await page.evaluate(
        async ([url, means]) => {
          const { Subject, decrypt$, encrypt$, follow, frameKey$, merge, switchMap, userMedia$ } = lib;
          const options = means === 'insertable streams' ? {} : { worker: new Worker('/worker.js') };
          const configuration = means === 'insertable streams' ? lib.withInsertableStreams() : {};
          const [ours, wrong] = [await lib.hold(frameKey$('ours')), await lib.hold(frameKey$('wrong'))];
          const [ours$, theirs$] = [new Subject<FrameKey>(), new Subject<FrameKey>()];
          const echo = await lib.attached(url, lib.echoTest);
          // Both sides, before anything is negotiated.
          const prepare = ({ sender, receiver }: RTCRtpTransceiver) => {
            follow(encrypt$(sender, ours$.asObservable(), options));
            follow(decrypt$(receiver, theirs$.asObservable(), options));
          };
          follow(
            lib.peer$(echo, { configuration }).pipe(
              switchMap((peer) =>
                merge(
                  peer.send$(userMedia$(lib.SMALL), { prepare }),
                  peer.negotiate$((jsep) => echo.configure$({ audio: true, video: true }, { jsep })),
                ),
              ),
            ),
          );
          await lib.until('to be connected', () =>
            lib.openConnections().some(({ connectionState }) => connectionState === 'connected'),
          );
          await lib.sleep(1_500);
          const inTheClear = await lib.sent();
          ours$.next(ours);
          theirs$.next(wrong);
          const blind = await lib.more({ packets: 150 });
          theirs$.next(ours);
          await lib.more({ frames: 10 });
          return [inTheClear, blind.frames, await lib.shareDecoded()];
        },
        [it_.janus.webSocketUrl, how] as const,
      );
      const [inTheClear, blind, share] = told;
      expect([inTheClear, blind]).toEqual([0, 0]);
      // Noise is decoded now and then: what is seen are nearly all frames.
      expect(share).toBeGreaterThan(0.5);
    },
  );

  it('is denied where the page may not capture', async () => {
    const page = await it_.page('/denied');
    const told = await page.evaluate(async () => {
      const [camera, screen] = [lib.follow(lib.userMedia$({ video: true })), lib.follow(lib.displayMedia$())];
      await lib.until('refusals', () => camera.end && screen.end);
      return [camera, screen].map(({ end }) => {
        const { kind, name, source } = end?.error as { kind: string; name: string; source: string };
        return [kind, name, source];
      });
    });
    expect(told).toEqual([
      ['capture-denied', 'CaptureDeniedError', 'camera or microphone'],
      ['capture-denied', 'CaptureDeniedError', 'screen'],
    ]);
  });

  it('tells why there is nothing to capture', async () => {
    const page = await it_.page();
    const kinds = await page.evaluate(async () => {
      const told = [
        lib.follow(lib.userMedia$({ video: { deviceId: { exact: 'nobody' } } })),
        lib.follow(lib.userMedia$({ video: { width: { min: 100_000 } } })),
        lib.follow(lib.userMedia$({})),
      ];
      await lib.until('refusals', () => told.every(({ end }) => end));
      return told.map(({ end }) => {
        const { kind, constraint, message } = end?.error as {
          kind: string;
          constraint?: string;
          message: string;
        };
        return { kind, constraint, message };
      });
    });
    expect(kinds).toMatchObject([
      { kind: 'overconstrained-device', constraint: 'deviceId' },
      { kind: 'overconstrained-device', constraint: 'width' },
      { kind: 'capture-failed' },
    ]);
  });
});
