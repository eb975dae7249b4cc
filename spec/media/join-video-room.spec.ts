import { join } from 'node:path';
import { type Page } from 'playwright-core';
import { root } from '../house/support/source-files.js';
import { until } from '../support/until.js';
import { onMedia } from './support/on-media.js';

/** Set to keep pictures of a run for the documentation. */
const pictures = process.env['MEDIA_PICTURES'] !== undefined;

onMedia('a video room', ['videoroom'], {}, (it_) => {
  type Room = ReturnType<typeof lib.enterVideoRoom>;

  const enter = async (display: string): Promise<Page> => {
    const page = await it_.page();
    await page.evaluate(
      ([url, name]) => {
        const room = lib.enterVideoRoom(url, { join: { room: 1234, display: name } });
        Object.assign(kept, { room });
        lib.show(room);
      },
      [it_.janus.webSocketUrl, display] as const,
    );
    return page;
  };

  it('shows three to one another, and who leaves to nobody any more', async () => {
    const pages = [await enter('Ann'), await enter('Bob'), await enter('Eve')];
    for (const page of pages) {
      const seen = await page.evaluate(async () => {
        const room = kept['room'] as Room;
        await lib.until('two others, heard and seen', async () => {
          const all = await lib.arrived();
          const video = all.filter(({ kind, frames }) => kind === 'video' && frames > 10);
          const audio = all.filter(({ kind, packets }) => kind === 'audio' && packets > 20);
          return video.length === 2 && audio.length === 2;
        });
        return room.newest?.members.map(({ tracks }) => tracks.map(({ kind }) => kind).sort());
      });
      expect(seen).toEqual([
        ['audio', 'video'],
        ['audio', 'video'],
      ]);
    }
    if (pictures) {
      const clip = { x: 0, y: 0, width: 544, height: 168 };
      await pages[1]?.screenshot({ path: join(root, 'docs/pictures/video-room.png'), clip });
    }
    await pages[0]?.evaluate(() => lib.letGo());
    const left = await pages[1]?.evaluate(async () => {
      const room = kept['room'] as Room;
      await lib.until('one to be gone', () => room.newest?.members.length === 1);
      await lib.more({ frames: 5, packets: 20 });
      return [room.newest?.members.map(({ display }) => display), room.end];
    });
    expect(left).toEqual([['Eve'], undefined]);
  });

  it('receives what is chosen, and a screen as long as it is shared', async () => {
    const page = await it_.page();
    const told = await page.evaluate(async (url) => {
      const { BehaviorSubject, combineLatest, map, of, startWith, switchMap } = lib;
      const shares$ = new BehaviorSubject(false);
      const screen$ = shares$.pipe(
        switchMap((shares) => (shares ? lib.displayMedia$() : of(undefined))),
        startWith(undefined),
      );
      const tracks$ = combineLatest([lib.userMedia$(lib.SMALL), screen$]).pipe(
        map(([camera, screen]) => [...camera.getTracks(), ...(screen?.getTracks() ?? [])]),
      );
      lib.enterVideoRoom(url, { join: { room: 1234, display: 'Ann' }, tracks$ });
      const sound = (): boolean => false;
      const choose$ = new BehaviorSubject<(publisher: unknown, stream: { type: string }) => boolean>(sound);
      const room = lib.enterVideoRoom(url, {
        ...{ join: { room: 1234, display: 'Bob' }, tracks$: [] },
        choose$: choose$.asObservable(),
      });
      await lib.until('Ann', () => room.newest?.members[0]?.publishing);
      const kinds = () =>
        room.newest?.members[0]?.tracks
          .map(({ kind }) => kind)
          .sort()
          .join(' ');
      const seen = [kinds()];
      choose$.next((_, { type }) => type === 'audio');
      await lib.until('sound', () => kinds() === 'audio');
      choose$.next(() => true);
      await lib.until('a picture', () => kinds() === 'audio video');
      await lib.more({ frames: 5, packets: 20 });
      shares$.next(true);
      await lib.until('a screen', () => kinds() === 'audio video video');
      const wide = await lib.until('frames of the screen', async () =>
        (await lib.arrived()).find(({ frames, width }) => frames > 2 && width > 320),
      );
      shares$.next(false);
      await lib.until('no screen', () => kinds() === 'audio video');
      choose$.next((_, { type }) => type === 'video');
      await lib.until('no sound', () => kinds() === 'video');
      await lib.more({ frames: 5 });
      return { seen, wide: wide.width > 320, made: lib.connections.length };
    }, it_.janus.webSocketUrl);
    expect(told).toEqual({ seen: [''], wide: true, made: 3 });
  });

  it('shows the others another camera in the place of the one before, on the same track, without negotiating', async () => {
    const page = await it_.page();
    const told = await page.evaluate(async (url) => {
      // Cameras have ids once a capture was allowed.
      await lib.firstValueFrom(lib.userMedia$({ video: true }));
      const cameras = await lib.firstValueFrom(lib.devices$({ kind: 'videoinput' }));
      const wishOf = (camera?: MediaDeviceInfo): MediaStreamConstraints => ({
        video: { ...lib.SMALL.video, deviceId: { exact: camera?.deviceId ?? '' } },
      });
      const wanted$ = new lib.BehaviorSubject(wishOf(cameras[0]));
      const tracks$ = lib.userMedia$(wanted$.asObservable());
      const ann = lib.enterVideoRoom(url, { join: { room: 1234, display: 'Ann' }, tracks$ });
      const bob = lib.enterVideoRoom(url, { join: { room: 1234, display: 'Bob' }, tracks$: [] });
      const seen = () => bob.newest?.members[0]?.tracks[0];
      const before = await lib.until('a picture', seen);
      await lib.more({ frames: 10 });
      /** The line that tells one description from another; candidates come behind it. */
      const offerOf = () => /^o=.*/m.exec(ann.newest?.publisher?.connection.localDescription?.sdp ?? '')?.[0];
      const offer = offerOf();
      const camera = () => ann.newest?.me.tracks[0]?.track.getSettings().deviceId;
      for (const next of [cameras.at(-1), cameras[0]]) {
        wanted$.next(wishOf(next));
        await lib.until('the other camera', () => camera() === next?.deviceId);
        // More than could be under way from the one before.
        await lib.more({ frames: 20 });
      }
      return {
        same: seen()?.track === before.track && seen()?.mid === before.mid,
        ...{ negotiated: offerOf() !== offer, others: cameras.length > 1 },
      };
    }, it_.janus.webSocketUrl);
    expect(told).toEqual({ same: true, negotiated: false, others: true });
  });

  it('is over when one is put out, when it is closed, and never begins where there is none', async () => {
    const page = await it_.page();
    const ends = await page.evaluate(async (url) => {
      const host = await lib.attached(url, lib.videoRoom);
      await lib.firstValueFrom(host.request$('create', { room: 77, secret: 'ours' }));
      const enter = (display: string) =>
        lib.enterVideoRoom(url, { join: { room: 77, display }, tracks$: [] });
      const [ann, bob] = [enter('Ann'), enter('Bob')];
      const nowhere = lib.enterVideoRoom(url, { join: { room: 78 }, tracks$: [] });
      await lib.until('both', () => ann.newest && bob.newest);
      const id = ann.newest?.me.id ?? 0;
      await lib.firstValueFrom(host.kick$({ room: 77, id, secret: 'ours' }));
      await lib.until('the end of one', () => ann.end);
      await lib.firstValueFrom(host.request$('destroy', { room: 77, secret: 'ours' }));
      await lib.until('the end of all', () => bob.end && nowhere.end);
      return [ann, bob, nowhere].map(({ end }) => {
        const { kind, why, code } = end?.error as { kind: string; why?: string; code?: number };
        return [kind, why ?? code];
      });
    }, it_.janus.webSocketUrl);
    expect(ends).toEqual([
      ['room-ended', 'kicked'],
      ['room-ended', 'destroyed'],
      ['plugin', 426],
    ]);
  });

  it('follows the layers that are chosen, without subscribing anew', async () => {
    const page = await it_.page();
    await page.evaluate((url) => {
      const choose$ = new lib.BehaviorSubject<() => true | object>(() => ({ substream: 0, temporal: 1 }));
      lib.enterVideoRoom(url, {
        ...{ join: { room: 1234, display: 'Ann' }, publish: { videocodec: 'vp8' } },
        tracks$: lib.userMedia$({ video: { width: 640, height: 360, frameRate: 10 } }),
        send: { sendEncodings: lib.simulcast({ layers: 2 }) },
      });
      const room = lib.enterVideoRoom(url, {
        ...{ join: { room: 1234, display: 'Bob' }, tracks$: [], choose$: choose$.asObservable() },
      });
      Object.assign(kept, { choose$, room });
    }, it_.janus.webSocketUrl);
    /** What Bob's subscription relays, as the server itself tells it. */
    const targets = async (): Promise<unknown> => {
      const { admin } = it_.janus;
      for (const session of await admin.listSessions())
        for (const handle of await admin.listHandles(session)) {
          const told = JSON.stringify(await admin.handleInfo(session, handle));
          const target = (name: string) => new RegExp(`"${name}-target":(\\d)`).exec(told)?.[1];
          if (target('substream'))
            return `${String(target('substream'))} ${String(target('temporal-layer'))}`;
        }
      return undefined;
    };
    const choose = (layers: object | true): Promise<void> =>
      page.evaluate((wanted) => {
        const { choose$ } = kept as { choose$: { next(choose: () => true | object): void } };
        choose$.next(() => wanted);
      }, layers);
    const become = (wanted: string) =>
      until(`layers ${wanted}`, async () => (await targets()) === wanted, { timeoutMs: 10_000 });
    await become('0 1');
    const first = await page.evaluate(async () => {
      await lib.until('Ann', () => (kept['room'] as Room).newest?.members[0]?.tracks.length === 1);
      return (kept['first'] = (kept['room'] as Room).newest?.subscriber) !== undefined;
    });
    await choose({ substream: 1, temporal: 1 });
    await become('1 1');
    await choose({ substream: 1 });
    await become('1 2');
    await choose(true);
    await become('2 2');
    await page.evaluate(() => lib.more({ frames: 5 }));
    const same = await page.evaluate(() => (kept['room'] as Room).newest?.subscriber === kept['first']);
    expect([first, same]).toEqual([true, true]);
  });

  it('encrypts and decrypts what is published by a script transform, for those alone who have the key', async () => {
    const page = await it_.page();
    const [share, blind] = await page.evaluate(async (url) => {
      const [worker, key] = [new Worker('/worker.js'), await lib.hold(lib.frameKey$('ours'))];
      const encrypting = ({ sender }: RTCRtpTransceiver) => {
        lib.follow(lib.encrypt$(sender, key, { worker }));
      };
      const decrypting =
        (key$: Parameters<typeof lib.decrypt$>[1]) =>
        ({ receiver }: RTCRtpTransceiver) => {
          lib.follow(lib.decrypt$(receiver, key$, { worker }));
        };
      const listen = (display: string, key$: Parameters<typeof lib.decrypt$>[1]) =>
        lib.enterVideoRoom(url, {
          ...{ join: { room: 1234, display }, tracks$: [] },
          peer: { receive: { prepare: decrypting(key$) } },
        });
      lib.enterVideoRoom(url, { join: { room: 1234, display: 'Ann' }, send: { prepare: encrypting } });
      const [bob, eve] = [listen('Bob', key), listen('Eve', lib.NEVER)];
      const to = (room: typeof bob) => (room.newest?.subscriber ? [room.newest.subscriber.connection] : []);
      await lib.until('both to receive', () => to(bob).length + to(eve).length === 2);
      await lib.more({ frames: 10, packets: 50 }, to(bob));
      await lib.more({ packets: 50 }, to(eve));
      return [await lib.shareDecoded(to(bob)), (await lib.sumOf(to(eve))).frames];
    }, it_.janus.webSocketUrl);
    // Without the key noise would be decoded now and then, but not most of what comes.
    expect(share).toBeGreaterThan(0.5);
    expect(blind).toBe(0);
  });
});
