import { type Page } from 'playwright-core';
import { builds } from './support/builds.js';
import { Stage, canDrive } from './support/stage.js';
import { sleep, until } from '../support/until.js';

interface Told {
  readonly looks: number;
  readonly stable: readonly boolean[];
  readonly frames: number;
}

const TEN_SECONDS_MS = 10_000;
const PATIENCE = { timeoutMs: 60_000, everyMs: 100 };
const toldBy = (page: Page): Promise<Told> => page.evaluate('globalThis.told');

describe('the packed package in a fresh Angular project', () => {
  it('is built by the CLI without a word of warning', () => {
    const { code, told: log } = builds.fresh();
    expect({ code, warnings: log.match(/WARNING|ERROR|CommonJS|not ESM/g) ?? [] }).toEqual({
      code: 0,
      warnings: [],
    });
  });

  it('brings nothing of Node’s into the page', () => {
    const { inputs } = builds.fresh();
    expect(inputs.filter((path) => path.includes('rxjs-janus/'))).not.toEqual([]);
    expect(inputs.filter((path) => path.includes('@angular/core/'))).not.toEqual([]);
    expect(inputs.filter((path) => /node_modules\/(ws|undici)\/|platform\/node/.test(path))).toEqual([]);
  });

  (canDrive ? describe : describe.skip)('on a real Janus, in Chromium', () => {
    const stage = new Stage(() => builds.fresh().browser);

    const ways = {
      'with zones, over WebSocket': () => ({ janus: stage.janus.webSocketUrl }),
      'with zones, over REST': () => ({ janus: stage.janus.restUrl }),
      'zoneless, over WebSocket': () => ({ janus: stage.janus.webSocketUrl, zoneless: '' }),
    };

    // All at once, as each takes its ten seconds.
    it('looks for changes not once in ten seconds of keep-alives, and is stable', async () => {
      const seen = await Promise.all(
        Object.entries(ways).map(async ([way, query]) => ({ way, ...(await idle(query())) })),
      );
      expect(seen).toEqual(Object.keys(ways).map((way) => ({ way, looks: 0, stable: [], complaints: [] })));
    });

    async function idle(query: Readonly<Record<string, string>>): Promise<object> {
      const { page, complaints } = await stage.visit(`?${new URLSearchParams(query).toString()}`);
      await page.getByText('live janus.plugin.echotest').waitFor();
      // What the arrival of the handle has asked for is over.
      await until('a stable page', async () => (await toldBy(page)).stable.at(-1), PATIENCE);
      await sleep(500);
      const before = await toldBy(page);
      await sleep(TEN_SECONDS_MS);
      if (query['janus']?.startsWith('ws'))
        await until('three beats', async () => (await toldBy(page)).frames >= before.frames + 3, PATIENCE);
      const after = await toldBy(page);
      return {
        looks: after.looks - before.looks,
        stable: after.stable.slice(before.stable.length),
        complaints: complaints.filter((text) => !text.includes('NG0914')),
      };
    }
  });
});
