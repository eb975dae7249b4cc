import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { type Browser } from 'playwright-core';
import { root } from '../house/support/source-files.js';
import { startChromium } from '../media/support/chromium.js';
import { until } from '../support/until.js';
import { inRoom } from './support/people.js';
import { canDrive } from './support/stage.js';

/** Of a busy machine, and of one that has to build the page first. */
const LIMIT_MS = 180_000;
const PATIENCE_MS = 60_000;
jest.setTimeout(LIMIT_MS);

const script = join(root, 'examples/angular-video-room/server/start.mjs');

/** What the command prints, and what ends it. */
class Started {
  readonly child: ChildProcess;
  text = '';
  #ended = false;

  constructor(env: Readonly<Record<string, string>>) {
    this.child = spawn(process.execPath, [script, '--port', '0'], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const output of [this.child.stdout, this.child.stderr])
      output?.on('data', (part: Buffer) => (this.text += part.toString()));
    this.child.once('close', () => (this.#ended = true));
  }

  /** The part of what it prints that matches, once it is there; it fails at once when the command has ended. */
  says(words: RegExp): Promise<string> {
    const look = (): string | undefined => {
      const found = words.exec(this.text)?.[0];
      if (found === undefined && this.#ended)
        throw new Error(`ended without ${String(words)}:\n${this.text}`);
      return found;
    };
    return until(String(words), look, { timeoutMs: PATIENCE_MS, everyMs: 100 });
  }

  address(): Promise<string> {
    return this.says(/http:\/\/localhost:\d+\//);
  }

  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    await until('the end', () => this.#ended, { timeoutMs: 20_000 });
  }
}

(canDrive ? describe : describe.skip)('the command that starts the Angular application', () => {
  let started: Started | undefined;
  let browser: Browser | undefined;
  afterEach(async () => {
    await browser?.close();
    await started?.stop();
  });

  it('says that the simulator has signalling only, and so does the page, which joins all the same', async () => {
    started = new Started({ JANUS_DEMO: 'simulator' });
    const address = await started.address();
    await started.says(/Signalling only: no media will flow\./);
    browser = await startChromium();
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(address);
    await page.getByText('It has signalling only').waitFor();
    await page.getByLabel('Your name').fill('Ada');
    await page.getByRole('button', { name: 'Join', exact: true }).click();
    await inRoom(page);
    await page.getByText('Nobody else is here yet.').waitFor();
    await page.getByRole('button', { name: 'Cut the line' }).click();
    await page.getByTestId('status').getByText('Reclaiming').waitFor();
    await page.getByRole('button', { name: 'Mend the line' }).click();
    await page.getByText('Reclaimed: the same session').waitFor();
  });

  it('starts the Janus of this machine where there is one', async () => {
    started = new Started({ JANUS_DEMO: 'installed' });
    const settings = (await (await fetch(`${await started.address()}config.json`)).json()) as object;
    expect(settings).toEqual({
      url: expect.stringMatching(/^ws:\/\/127\.0\.0\.1:\d+$/) as string,
      words: expect.stringContaining('the Janus of this machine') as string,
      media: true,
      room: 1234,
    });
  });
});
