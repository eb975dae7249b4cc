// A Janus with media, a Chromium, and a built page on a web server, in the namespace of the lane.
import { type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { ReplaySubject, type Subscription, firstValueFrom } from 'rxjs';
import { site$ } from '../../../examples/angular-video-room/server/site.mjs';
import { installedChromium, startChromium } from '../../media/support/chromium.js';
import { isInside } from '../../media/support/enter.js';
import { hasRealJanus, type RealJanus, startJanus } from '../../support/janus/index.js';
import { MEDIA_ADDRESS } from '../../support/namespace/index.js';
import { observeVitals } from './vitals.js';

/** What a busy machine of two cores may take for one of these specs. */
const LIMIT_MS = 180_000;
const PATIENCE_MS = 60_000;

/** Whether this machine has what an application is driven with. */
export const canDrive = isInside && hasRealJanus && installedChromium !== undefined;

export interface Visitor {
  readonly page: Page;
  /** What the page complained of, on its console or by an error. */
  readonly complaints: readonly string[];
}

/** One for a spec file: started by `beforeAll`, stopped by `afterAll`. */
export class Stage {
  #janus: RealJanus | undefined;
  #browser: Browser | undefined;
  #site: Subscription | undefined;
  #address = '';

  constructor(readonly folder: () => string) {
    jest.setTimeout(LIMIT_MS);
    beforeAll(() => this.#start(), LIMIT_MS);
    afterEach(() => this.#leave());
    afterAll(() => this.#stop());
  }

  get janus(): RealJanus {
    if (this.#janus === undefined) throw new Error('Janus is there from beforeAll on');
    return this.#janus;
  }

  get address(): string {
    return this.#address;
  }

  /** `script` runs in the page before its own do. */
  async visit(query = '', options: BrowserContextOptions = {}, script = ''): Promise<Visitor> {
    const context = await this.#browser?.newContext(options);
    if (context === undefined) throw new Error('the browser is there from beforeAll on');
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    await observeVitals(page);
    if (script) await page.addInitScript(script);
    await page.goto(`${this.#address}${query}`);
    return { page, complaints };
  }

  async #start(): Promise<void> {
    this.#janus = await startJanus({
      plugins: ['videoroom', 'echotest'],
      iceEnforceList: MEDIA_ADDRESS,
      reclaimSessionTimeout: 20,
      sessionTimeout: 30,
    });
    const settings = {
      url: this.#janus.webSocketUrl,
      words: 'the Janus of the specs',
      media: true,
      room: 4321,
    };
    const listening$ = new ReplaySubject<string>(1);
    this.#site = site$({ port: 0, folder: this.folder(), settings }).subscribe(listening$);
    this.#address = await firstValueFrom(listening$);
    this.#browser = await startChromium();
  }

  /** A page that is closed keeps its session for a while, as one that is reloaded does: the room is to be empty for the next. */
  async #leave(): Promise<void> {
    await Promise.all((this.#browser?.contexts() ?? []).map((context) => context.close()));
    const { admin } = this.janus;
    for (const id of await admin.listSessions()) await admin.destroySession(id).catch(() => undefined);
  }

  async #stop(): Promise<void> {
    await this.#browser?.close();
    this.#site?.unsubscribe();
    await this.#janus?.stop();
  }
}
