import { type Browser } from 'playwright-core';
import { type RealJanus, hasRealJanus, startJanus } from '../support/janus/index.js';
import { installedChromium, startChromium } from './support/chromium.js';
import { type ClientHost, GATEWAY, startClientHost, startRelay } from './support/client-host.js';
import { isInside } from './support/enter.js';
import { type Site, startSite } from './support/site.js';

const works = isInside && hasRealJanus && installedChromium !== undefined ? describe : describe.skip;

jest.setTimeout(90_000);

works('a client whose address changes', () => {
  let janus: RealJanus;
  let host: ClientHost;
  let site: Site;
  let relay: Awaited<ReturnType<typeof startRelay>>;
  let browser: Browser;
  beforeAll(async () => {
    host = startClientHost('10.77.1.2');
    // Janus answers by the interface that has its address alone, whatever the routes say: it takes the gateway's.
    janus = await startJanus({
      ...{ plugins: ['videoroom'], iceEnforceList: GATEWAY },
      ...{ sessionTimeout: 12, reclaimSessionTimeout: 10 },
    });
    site = await startSite(GATEWAY);
    relay = await startRelay(janus.ports.webSocket);
    const { origin } = new URL(site.url);
    const flags = [`--unsafely-treat-insecure-origin-as-secure=${origin}`];
    browser = await startChromium({ flags, executablePath: host.executablePath });
  });
  afterAll(async () => {
    await browser.close();
    relay.stop();
    site.stop();
    host.stop();
    await janus.stop();
  });

  it('restarts ICE through the same PeerConnections, and frames flow again', async () => {
    const page = await browser.newPage();
    await page.goto(site.url);
    await page.evaluate(
      async (url) => {
        const [ann, bob] = ['Ann', 'Bob'].map((display) =>
          lib.enterVideoRoom(url, { join: { room: 1234, display } }),
        );
        await lib.until('each other', () =>
          [ann, bob].every((one) => one?.newest?.members[0]?.tracks.length === 2),
        );
        await lib.more({ frames: 20, packets: 50 });
        Object.assign(kept, { before: lib.openConnections() });
      },
      `ws://${GATEWAY}:${String(relay.port)}`,
    );
    host.moveTo('10.77.1.3');
    const began = performance.now();
    const told = await page.evaluate(async () => {
      const before = kept['before'] as RTCPeerConnection[];
      // What was on its way may still be decoded.
      await lib.sleep(1_000);
      const came = await lib.more({ frames: 20, packets: 100 }, before).catch(() => undefined);
      const addresses = new Set<string>();
      for (const pc of before) {
        const rows: {
          type: string;
          candidateType?: string;
          address?: string;
          id: string;
          localCandidateId?: string;
          nominated?: boolean;
          state?: string;
        }[] = [];
        (await pc.getStats()).forEach((row) => rows.push(row));
        const pair = rows.find(
          ({ type, nominated, state }) => type === 'candidate-pair' && nominated && state === 'succeeded',
        );
        addresses.add(rows.find(({ id }) => id === pair?.localCandidateId)?.address ?? 'none');
      }
      return { came: came !== undefined, made: lib.connections.length, addresses: [...addresses] };
    });
    const seconds = ((performance.now() - began) / 1_000).toFixed(1);
    console.info(`address changed: frames flow again after ${seconds} s`);
    expect(told).toEqual({ came: true, made: 4, addresses: ['10.77.1.3'] });
  });
});
