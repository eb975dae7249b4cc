import { type Page } from 'playwright-core';
import { type HandleSnapshot } from 'rxjs-janus';
import { type Proxy, startProxy } from '../support/proxy.js';
import { sleep } from '../support/until.js';
import { onMedia } from './support/on-media.js';

const options = { janus: { sessionTimeout: 15, reclaimSessionTimeout: 15 } };

onMedia('a room with media', ['videoroom'], options, (it_) => {
  let line: Proxy;
  beforeEach(async () => {
    line = await startProxy(it_.janus.ports.webSocket);
  });
  afterEach(() => line.stop());

  const url = (): string => `ws://127.0.0.1:${String(line.port)}`;
  type Room = ReturnType<typeof lib.enterVideoRoom>;

  /** Ann and Bob in one page, each by a session and a line of their own; resolves when Bob sees Ann move. */
  const party = async (): Promise<Page> => {
    const page = await it_.page();
    await page.evaluate(async (at) => {
      const [ann, bob] = ['Ann', 'Bob'].map((display) =>
        lib.enterVideoRoom(at, { join: { room: 1234, display } }),
      );
      Object.assign(kept, { ann, bob, gaps: [] });
      await lib.until(
        'each other',
        () => ann?.newest?.members[0]?.tracks[1] && bob?.newest?.members[0]?.tracks[1],
      );
      await lib.more({ frames: 20, packets: 50 });
      const gaps = lib.follow(lib.merge(...[ann, bob].map((one) => one?.newest?.room.gap$ ?? lib.EMPTY)));
      Object.assign(kept, { gaps, before: lib.openConnections(), lost: await lib.losses() });
    }, url());
    return page;
  };
  /** What has become of media that flowed before, and whose PeerConnections must be the same. */
  const afterwards = (page: Page) =>
    page.evaluate(async () => {
      const { packetsLost, freezes } = await lib.losses();
      const before = kept['lost'] as Awaited<ReturnType<typeof lib.losses>>;
      const same = (kept['before'] as RTCPeerConnection[]).every(
        (one) => one.connectionState === 'connected',
      );
      const made = lib.connections.length;
      return { packetsLost: packetsLost - before.packetsLost, freezes: freezes - before.freezes, same, made };
    });

  it('loses no frame when signalling is cut for 4 s, and is claimed back', async () => {
    const page = await party();
    await line.refuse();
    line.cut();
    const came = page.evaluate(() => lib.more({ frames: 20, packets: 150 }));
    await sleep(4_000);
    await came;
    await line.refuse(false);
    await page.evaluate(() =>
      lib.until('both claimed', () => (kept['gaps'] as { values: unknown[] }).values.length === 2),
    );
    await page.evaluate(() => lib.more({ frames: 10, packets: 50 }));
    expect(await afterwards(page)).toEqual({ packetsLost: 0, freezes: 0, same: true, made: 4 });
  });

  it('goes on over another line when the WebSocket is stalled, and shows who comes then', async () => {
    const page = await party();
    line.stall();
    const still = await page.evaluate(async () => {
      await lib.more({ frames: 20, packets: 100 });
      return (kept['gaps'] as { values: unknown[] }).values.length;
    });
    expect(still).toBe(0);
    await page.evaluate(async () => {
      await lib.until('both claimed', () => (kept['gaps'] as { values: unknown[] }).values.length === 2);
      await lib.more({ frames: 10, packets: 50 });
    });
    const names = await page.evaluate(async (at) => {
      lib.enterVideoRoom(at, { join: { room: 1234, display: 'Eve' } });
      const { newest } = kept['bob'] as Room;
      const bob = kept['bob'] as Room;
      await lib.until(
        'three',
        () =>
          bob.newest?.members.every(({ tracks }) => tracks.length === 2) && bob.newest.members.length === 2,
      );
      return [
        newest?.subscriber === bob.newest?.subscriber,
        bob.newest?.members.map(({ display }) => display),
      ];
    }, url());
    expect(names).toEqual([true, ['Ann', 'Eve']]);
    await page.evaluate(() => lib.more({ frames: 10, packets: 50 }));
    expect(await afterwards(page)).toMatchObject({ same: true, made: 6 });
  });

  it('is back by itself when the server was restarted', async () => {
    const page = await party();
    const began = performance.now();
    await it_.janus.restart();
    await page.evaluate(async () => {
      const before = kept['before'] as RTCPeerConnection[];
      const fresh = () => lib.openConnections().filter((one) => !before.includes(one));
      await lib.until(
        'new PeerConnections',
        () => fresh().length === 4 && before.every(({ connectionState }) => connectionState === 'closed'),
        40_000,
      );
      await lib.more({ frames: 10, packets: 50 }, fresh());
    });
    console.info(
      `server restarted: frames flow again after ${((performance.now() - began) / 1_000).toFixed(1)} s`,
    );
    const ends = await page.evaluate(() => [kept['ann'], kept['bob']].map((one) => (one as Room).end));
    expect(ends).toEqual([undefined, undefined]);
  });

  it('loses no media while its scripts stand still for 8 s, as in a frozen tab, and needs no claim behind that', async () => {
    const page = await party();
    await page.evaluate(async () => {
      Object.assign(kept, { ticks: 0, sum: await lib.sumOf() });
      setInterval(() => (kept['ticks'] = Number(kept['ticks']) + 1), 100);
    });
    // Headless Chromium hides and freezes no page: a debugger halts all that runs in it, its keep-alive too.
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Debugger.enable');
    await cdp.send('Debugger.pause');
    await sleep(8_000);
    await cdp.send('Debugger.resume');
    await cdp.send('Debugger.disable');
    const told = await page.evaluate(async () => {
      const ticks = Number(kept['ticks']);
      const [before, now] = [kept['sum'] as { packets: number }, await lib.sumOf()];
      await lib.more({ frames: 10, packets: 50 });
      const gaps = (kept['gaps'] as { values: unknown[] }).values.length;
      return { stood: ticks < 20, packets: now.packets - before.packets, gaps };
    });
    expect(told).toEqual({ stood: true, packets: expect.any(Number), gaps: 0 });
    // Two who hear each other, 50 packets a second each.
    expect(told.packets).toBeGreaterThan(600);
    expect(await afterwards(page)).toMatchObject({ same: true, made: 4 });
  });

  it('takes up its session when the page is loaded again, and is seen once', async () => {
    const [page, watcher] = [await it_.page(), await it_.page()];
    const enter = (at: string) => {
      const stored = JSON.parse(sessionStorage.getItem('janus') ?? 'null') as {
        sessionId: number;
        handles: HandleSnapshot[];
      } | null;
      const session$ = lib.openSession$(lib.webSocketTransport({ url: at }), {
        sessionId: stored?.sessionId,
        orElse: 'create',
      });
      const saved$ = session$.pipe(
        lib.tap((session) => Object.assign(kept, { id: session.id })),
        lib.tap((session) =>
          lib.follow(
            session.snapshot$.pipe(lib.tap((one) => sessionStorage.setItem('janus', JSON.stringify(one)))),
          ),
        ),
      );
      const before = stored?.handles ?? [];
      kept['room'] = lib.follow(
        lib.joinVideoRoom$(saved$, {
          join: { room: 1234, display: 'Ann' },
          tracks$: lib.userMedia$(lib.SMALL),
          before,
        }),
      );
    };
    await page.evaluate(enter, url());
    await watcher.evaluate(async (at) => {
      const room = lib.enterVideoRoom(at, { join: { room: 1234, display: 'Bob' } });
      Object.assign(kept, { room });
      await lib.until('Ann', () => room.newest?.members[0]?.tracks.length === 2);
      await lib.more({ frames: 10 });
    }, url());
    const id = await page.evaluate(() => kept['id']);
    const began = performance.now();
    await page.reload();
    await page.evaluate(enter, url());
    const seen = await watcher.evaluate(async () => {
      const room = kept['room'] as Room;
      const [old] = room.values.at(-1)?.members ?? [];
      await lib.until('the old Ann to be gone, and the new one to be seen', () => {
        const { members = [] } = room.newest ?? {};
        return members.length === 1 && members[0]?.id !== old?.id && members[0]?.tracks.length === 2;
      });
      await lib.more({ frames: 10, packets: 20 });
      return room.newest?.members.map(({ display }) => display);
    });
    console.info(`page loaded again: seen again after ${((performance.now() - began) / 1_000).toFixed(1)} s`);
    expect(seen).toEqual(['Ann']);
    expect(await page.evaluate(() => kept['id'])).toBe(id);
  });
});
