import { type Page } from 'playwright-core';
import { firstValueFrom, switchMap } from 'rxjs';
import { create$, webSocketTransport } from 'rxjs-janus';
import { videoRoom } from 'rxjs-janus/videoroom';
import { readFiles, readPages } from '../house/support/source-files.js';
import { snippetsOf } from '../types/support/snippets.js';
import { builds } from './support/builds.js';
import { Stage, canDrive } from './support/stage.js';
import { redirect } from './support/redirect.js';
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

  it('has in it what README.md has one paste, as it is printed there', () => {
    const printed = readPages('README.md')
      .flatMap(snippetsOf)
      .map(([, text]) => text.replace(/export \{\};\n$/, ''));
    const pasted = readFiles('spec/app/fixtures/fresh/src/readme').map(({ text }) => text);
    expect(pasted).toHaveLength(2);
    expect(printed).toEqual(expect.arrayContaining(pasted));
  });

  (canDrive ? describe : describe.skip)('on a real Janus, in Chromium', () => {
    const stage = new Stage(() => builds.fresh().browser);

    const ways = {
      'with zones, over WebSocket': () => ({ janus: stage.janus.webSocketUrl }),
      'with zones, over REST': () => ({ janus: stage.janus.restUrl }),
      'zoneless, over WebSocket': () => ({ janus: stage.janus.webSocketUrl, zoneless: '' }),
      'zoneless, over REST': () => ({ janus: stage.janus.restUrl, zoneless: '' }),
    };

    it('shows with what README.md has one paste the rooms, and that the line is cut', async () => {
      await roomNamed('Tea', stage.janus.webSocketUrl);
      const line = redirect('ws://127.0.0.1:8188', stage.janus.webSocketUrl);
      const { page, complaints } = await stage.visit('?readme', {}, line.script);
      await page.getByText('Tea: 0').waitFor();
      const status = page.getByRole('status');
      expect(await status.textContent()).toBe('live');
      expect(complaints).toEqual([]);
      await line.cut(page);
      await status.getByText('reclaiming').waitFor();
      await line.mend(page);
      await status.getByText('live').waitFor();
    });

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

async function roomNamed(description: string, url: string): Promise<void> {
  const room$ = create$(webSocketTransport({ url })).pipe(
    switchMap((session) => session.attach$(videoRoom)),
    switchMap((handle) => handle.request$('create', { description })),
  );
  await firstValueFrom(room$);
}
