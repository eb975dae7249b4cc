// One Janus with media, one Chromium and one web server for a spec file.
import { type Browser, type Page } from 'playwright-core';
import { type JanusOptions, type RealJanus, hasRealJanus, startJanus } from '../../support/janus/index.js';
import { MEDIA_ADDRESS } from '../../support/namespace/index.js';
import { type ChromiumOptions, installedChromium, startChromium } from './chromium.js';
import { isInside } from './enter.js';
import { type Site, startSite } from './site.js';

/** What a busy machine of two cores may take for one of these specs. */
const LIMIT_MS = 60_000;

export interface MediaOptions extends ChromiumOptions {
  readonly janus?: JanusOptions;
  /** Scripts beside the page's own, by their paths. */
  readonly scripts?: Readonly<Record<string, string>>;
}

export interface OnMedia {
  readonly janus: RealJanus;
  readonly browser: Browser;
  readonly site: Site;
  /** A page with `lib`, closed after the test; what it complains of fails the test. */
  page(path?: string): Promise<Page>;
}

/** Registers specs that need media; where they cannot flow they count as skipped. */
export function onMedia(
  name: string,
  plugins: readonly string[],
  options: MediaOptions,
  body: (it: OnMedia) => void,
): void {
  const bench = new Bench(plugins, options);
  const register = isInside && hasRealJanus && installedChromium !== undefined ? describe : describe.skip;
  jest.setTimeout(LIMIT_MS);
  register(name, () => {
    beforeAll(() => bench.start(), LIMIT_MS);
    afterEach(() => bench.closePages());
    afterAll(() => bench.stop());
    body(bench);
  });
}

interface Running {
  readonly janus: RealJanus;
  readonly browser: Browser;
  readonly site: Site;
}

class Bench implements OnMedia {
  #running: Partial<Running> = {};
  readonly #pages: Page[] = [];
  readonly #complaints: string[] = [];

  constructor(
    readonly plugins: readonly string[],
    readonly options: MediaOptions,
  ) {}

  get janus(): RealJanus {
    return this.#of('janus');
  }

  get browser(): Browser {
    return this.#of('browser');
  }

  get site(): Site {
    return this.#of('site');
  }

  async start(): Promise<void> {
    const common = { plugins: this.plugins, iceEnforceList: MEDIA_ADDRESS, reclaimSessionTimeout: 10 };
    this.#running = { janus: await startJanus({ ...common, ...this.options.janus }) };
    this.#running = { ...this.#running, site: await startSite('127.0.0.1', this.options.scripts) };
    this.#running = { ...this.#running, browser: await startChromium(this.options) };
  }

  async page(path = ''): Promise<Page> {
    const context = await this.browser.newContext();
    const page = await context.newPage();
    this.#pages.push(page);
    page.on('pageerror', ({ message }) => this.#complaints.push(message));
    await page.goto(new URL(path, this.site.url).href);
    return page;
  }

  async closePages(): Promise<void> {
    await Promise.all(this.#pages.splice(0).map((page) => closed(page)));
    expect(this.#complaints.splice(0)).toEqual([]);
  }

  async stop(): Promise<void> {
    const { browser, site, janus } = this.#running;
    await browser?.close();
    site?.stop();
    await janus?.stop();
  }

  #of<K extends keyof Running>(key: K): Running[K] {
    const one = this.#running[key];
    if (one === undefined) throw new Error(`the ${key} is there from beforeAll on`);
    return one;
  }
}

/** Lets go of all sessions first: one that is only left stays in its room for as long as it may be claimed. */
async function closed(page: Page): Promise<void> {
  await page
    .evaluate(async () => {
      lib.letGo();
      await lib.sleep(300);
    })
    .catch(() => undefined);
  await page.context().close();
}
