// The client of soak.mjs: ten requests every ten milliseconds, each with an event after its answer, and cuts.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { EMPTY, Subscription, catchError, interval, mergeMap, take } from 'rxjs';
import { Cuttable } from './recovery/cuttable.mjs';

const PLUGIN = 'janus.plugin.videoroom';
const TICK_MS = 10;
const PER_TICK = 10;
/** A handle that comes and goes, so that those too are counted. */
const VISIT_MS = 100;
const SAMPLES = 12;
const WARM_UP = 0.3;

const { url, seconds, everyMs, leak, dist } = JSON.parse(process.argv[2]);
const { create$, webSocketTransport } = await import(pathToFileURL(join(dist, 'index.mjs')));

const tcp = new Cuttable();
const told = { messages: 0, drops: 0, claims: 0, doubtful: 0, failed: 0 };
const kept = [];
const heard = (value) => {
  told.messages++;
  if (leak) kept.push({ ...value });
};

const janus$ = webSocketTransport({
  url,
  backOff: { firstMs: 5, maxMs: 50 },
  socketOptions: { createConnection: tcp.createConnection },
});

const work$ = (handle) =>
  interval(TICK_MS).pipe(
    mergeMap(() => Array.from({ length: PER_TICK }, () => handle.message$({ request: 'exists', push: 1 }))),
    mergeMap((reply$) =>
      reply$.pipe(
        catchError((error) => {
          // The handle may be gone with the end of the soak; all else is told.
          if (error.kind === 'request-in-doubt') told.doubtful++;
          else told.failed++;
          return EMPTY;
        }),
      ),
    ),
  );

const all = new Subscription();
const session = await new Promise((resolve, reject) => {
  all.add(create$(janus$).subscribe({ next: resolve, error: reject }));
});
const handle = await new Promise((resolve, reject) => {
  all.add(session.attach$(PLUGIN).subscribe({ next: resolve, error: reject }));
});
all.add(session.gap$.subscribe(() => told.claims++));
all.add(handle.event$.subscribe(heard));
all.add(work$(handle).subscribe(heard));
all.add(
  interval(VISIT_MS).subscribe(() =>
    session
      .attach$(PLUGIN)
      .pipe(take(1))
      .subscribe({ error: () => told.failed++ }),
  ),
);
all.add(
  interval(everyMs).subscribe(() => {
    told.drops++;
    tcp.cut();
  }),
);

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Between two drops, so that what a drop keeps for a moment is not counted. */
const sample = async () => {
  globalThis.gc();
  await sleep(0);
  return {
    at: performance.now() / 1_000,
    heap: process.memoryUsage().heapUsed,
    resources: process.getActiveResourcesInfo().length,
  };
};

/** The middle of the slopes between all pairs, which a single odd sample does not move. */
const slopeOf = (samples) => {
  const slopes = samples.flatMap((one, i) =>
    samples.slice(i + 1).map((other) => (other.heap - one.heap) / (other.at - one.at)),
  );
  return slopes.sort((a, b) => a - b)[slopes.length >> 1];
};

const began = performance.now();
await sleep(seconds * WARM_UP * 1_000);
const samples = [];
for (let i = 0; i < SAMPLES; i++) {
  await sleep((seconds * (1 - WARM_UP) * 1_000) / SAMPLES);
  samples.push(await sample());
}
const resources = samples.map((one) => one.resources).sort((a, b) => a - b);
const elapsed = (performance.now() - began) / 1_000;
const half = samples.length / 2;
const least = (some) => Math.min(...some.map((one) => one.resources));
process.send({
  ...told,
  slope: slopeOf(samples),
  messagesPerSecond: told.messages / elapsed,
  // The least of each half: what is there for good.
  resources: {
    first: least(samples.slice(0, half)),
    last: least(samples.slice(half)),
    most: resources.at(-1),
  },
  heap: samples.map(({ heap }) => heap),
});
process.disconnect();
all.unsubscribe();
