// In Chromium: what events cost the page's main thread, and for how long they keep it from drawing.
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { compare } from '../lib/table.mjs';
import { withServer } from '../lib/turns.mjs';

const CLIENTS = [
  { name: 'raw WebSocket + Map', kind: 'raw' },
  { name: 'rxjs-janus', kind: 'ours' },
  { name: 'janus.js', kind: 'janusJs' },
];
const SLICES = [
  { name: 'without inSlices', sliced: false },
  { name: 'rxjs-janus', sliced: true },
];
const COUNT = 50_000;
/** What an application does with each event. */
const COST_MS = 0.05;
const LONGEST_TASK = 'Chromium: longest task in such a burst, ms (0: none of 50 ms)';
const LONGEST_FRAME = 'Chromium: longest time between frames in such a burst, ms';
const root = fileURLToPath(new URL('../../..', import.meta.url));

const program = () =>
  [process.env.CHROMIUM_BIN, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    (path) => path && existsSync(path),
  );

const bundle = async (dist) => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../page/clients.mjs', import.meta.url))],
    ...{ bundle: true, write: false, format: 'esm', platform: 'browser', target: 'es2022' },
    // The build that is measured, with the platform that a browser gets.
    alias: {
      'rxjs-janus': join(dist, 'index.mjs'),
      '#platform': join(dist, 'transport/platform/default.mjs'),
    },
    ...{ absWorkingDir: root, logLevel: 'silent' },
  });
  return outputFiles[0].text;
};

const served = async (script, body) => {
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html><script type="module" src="/page.js"></script>');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await body(`http://127.0.0.1:${server.address().port}/`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
};

const withPage = async (url, body) => {
  const browser = await chromium.launch({ executablePath: program(), args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.goto(url);
    await page.waitForFunction(() => globalThis.events !== undefined);
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable');
    const taskMs = async () => {
      const { metrics } = await cdp.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'TaskDuration').value * 1_000;
    };
    return await body(page, taskMs);
  } finally {
    await browser.close();
  }
};

const turn = async (page, { kind }, server, taskMs) => {
  const before = await taskMs();
  const longest = await page.evaluate(
    ([name, url, count]) => globalThis.events(name, url, count),
    [kind, server, COUNT],
  );
  const ms = (await taskMs()) - before;
  return {
    'Chromium: main-thread ms per 1,000 events': (ms / COUNT) * 1_000,
    'Chromium: longest time between frames in a burst of 50,000 events, ms': longest,
  };
};

/** A burst with the application's own work: how long the page is kept from all else. */
const sliceTurn = async (page, { sliced }, server) => {
  const { longest, frame } = await page.evaluate(
    ([of, url, count, cost]) => globalThis.burst(of, url, count, cost),
    [sliced, server, COUNT, COST_MS],
  );
  return { [LONGEST_TASK]: longest, [LONGEST_FRAME]: frame };
};

/** Clients in turns in one page, after so many rounds of warm-up. */
const measure = (dist, clients, turnOf, warmUp, repeats, tell) =>
  withServer(async ({ webSocketUrl }) =>
    served(await bundle(dist), (url) =>
      withPage(url, async (page, taskMs) => {
        const rounds = [];
        for (let i = 0; i < warmUp + repeats; i++) {
          const round = {};
          for (const client of i % 2 ? [...clients].reverse() : clients)
            round[client.name] = await turnOf(page, client, webSocketUrl, taskMs);
          if (i >= warmUp) rounds.push(round);
          tell(i + 1 - warmUp, repeats);
        }
        return rounds;
      }),
    ),
  );

export const browser = {
  name: 'browser',
  title: 'In Chromium',
  async run({ dists, repeats = 7, tell }) {
    if (program() === undefined) return undefined;
    return compare(await measure(dists['rxjs-janus'], CLIENTS, turn, 2, repeats, tell), CLIENTS);
  },
};

export const slices = {
  name: 'slices',
  title: 'In Chromium, a burst of 50,000 events of which each takes the application 0.05 ms',
  async run({ dists, repeats = 7, tell }) {
    if (program() === undefined) return undefined;
    return compare(await measure(dists['rxjs-janus'], SLICES, sliceTurn, 1, repeats, tell), SLICES);
  },
};
