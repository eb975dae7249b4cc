import { onMedia } from './support/on-media.js';

/** 200 in the long lane. */
const ROUNDS = Number(process.env['MEDIA_ROUNDS'] ?? 30);
const EVERY = 5;
/** Bytes of heap that a round may leave behind: what is measured jumps about by some hundred kilobytes altogether. */
const SLOPE = 10_000;

/** The slope of the line that lies nearest to the points. */
function slopeOf(points: readonly (readonly [number, number])[]): number {
  const mean = (of: 0 | 1): number => points.reduce((sum, point) => sum + point[of], 0) / points.length;
  const [x0, y0] = [mean(0), mean(1)];
  const over = points.reduce((sum, [x, y]) => sum + (x - x0) * (y - y0), 0);
  return over / points.reduce((sum, [x]) => sum + (x - x0) ** 2, 0);
}

onMedia('a page that joins and leaves again and again', ['videoroom'], {}, (it_) => {
  it(
    `is after ${String(ROUNDS)} times what it was before`,
    async () => {
      const page = await it_.page();
      await page.evaluate((url) => {
        const timers = new Set<unknown>();
        const { setTimeout: once, clearTimeout: cancel, setInterval: often, clearInterval: end } = globalThis;
        Object.assign(globalThis, {
          setTimeout: (task: () => void, ms?: number) => {
            const id = once(() => (timers.delete(id), task()), ms);
            timers.add(id);
            return id;
          },
          setInterval: (task: () => void, ms?: number) => {
            const id = often(task, ms);
            timers.add(id);
            return id;
          },
          clearTimeout: (id: number) => (timers.delete(id), cancel(id)),
          clearInterval: (id: number) => (timers.delete(id), end(id)),
        });
        const watcher = lib.enterVideoRoom(url, { join: { room: 1234, display: 'Watcher' } });
        const tracks: MediaStreamTrack[] = [];
        const round = async () => {
          const tracks$ = lib
            .userMedia$(lib.SMALL)
            .pipe(lib.tap((stream) => tracks.splice(0, tracks.length, ...stream.getTracks())));
          const room = lib.enterVideoRoom(url, { join: { room: 1234 }, tracks$ });
          const both = [room, watcher];
          await lib
            .until('both to be seen', () =>
              both.every(({ newest }) => newest?.members[0]?.tracks.length === 2),
            )
            .catch((error: unknown) => {
              const told = both.map(({ newest, end }) => [
                newest?.members,
                newest?.subscriber?.connection.connectionState,
                String(end?.error),
              ]);
              throw new Error(`${String(error)}: ${JSON.stringify(told)}`);
            });
          await lib.until('media', async () => (await lib.sumOf()).frames > 0);
          room.unsubscribe();
          await lib.until('the other to be gone', () => watcher.newest?.members.length === 0);
          await lib.until(
            'the end of what was made',
            () =>
              tracks.every(({ readyState }) => readyState === 'ended') && lib.openConnections().length === 2,
          );
          lib.forget();
          // What the spec itself keeps.
          (watcher.values as unknown[]).splice(0, watcher.values.length - 1);
        };
        Object.assign(kept, { round, timers });
      }, it_.janus.webSocketUrl);
      const cdp = await page.context().newCDPSession(page);
      await cdp.send('Performance.enable');
      const heap = async (): Promise<number> => {
        await cdp.send('HeapProfiler.collectGarbage');
        const { metrics } = await cdp.send('Performance.getMetrics');
        return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
      };
      const points: [number, number][] = [];
      for (let done = 0; done < ROUNDS; done += EVERY) {
        await page.evaluate(async (times) => {
          for (let nth = 0; nth < times; nth += 1) await (kept['round'] as () => Promise<void>)();
        }, EVERY);
        points.push([done + EVERY, await heap()]);
      }
      const { metrics } = await cdp.send('Performance.getMetrics');
      const counted = metrics.find(({ name }) => name === 'RTCPeerConnections')?.value;
      // What waits for an end that has come already runs out by itself; keep-alive and the like stay.
      const timers = await page.evaluate(async () => {
        const { size } = await lib
          .until(
            'the keep-alive alone',
            () => {
              const timers = kept['timers'] as Set<unknown>;
              return timers.size <= 1 && timers;
            },
            12_000,
          )
          .catch(() => kept['timers'] as Set<unknown>);
        return size;
      });
      // The first rounds compile and fill caches.
      const slope = slopeOf(points.slice(1));
      const left = `${String(counted)} PeerConnections and ${String(timers)} timers left`;
      process.stdout.write(`${String(ROUNDS)} rounds: ${slope.toFixed(0)} bytes of heap a round, ${left}\n`);
      expect(slope).toBeLessThan(SLOPE);
      expect([counted, timers]).toEqual([2, 1]);
      const [handles] = await Promise.all(
        (await it_.janus.admin.listSessions()).map((id) => it_.janus.admin.listHandles(id)),
      );
      expect(handles).toHaveLength(2);
    },
    ROUNDS * 8_000 + 60_000,
  );
});
