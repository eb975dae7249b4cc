import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Page } from 'playwright-core';
import { root } from '../house/support/source-files.js';
import { startJanus } from '../support/janus/index.js';
import { sleep, until } from '../support/until.js';
import { faultsOf } from './support/axe.js';
import { builds } from './support/builds.js';
import { DESKTOP, PHONE, enter, inRoom, seesMoving } from './support/people.js';
import { redirect } from './support/redirect.js';
import { Stage, canDrive } from './support/stage.js';
import { bytesOf, headOf, vitalsOf } from './support/vitals.js';

const pictures = join(root, process.env['KEEP_PICTURES'] ? 'docs/pictures' : '.cache/app/pictures');
const MOST_BYTES = 150_000;
/** What Lighthouse calls good. */
const MOST_SHIFT = 0.1;
/** Of a machine that runs two browsers, a server and their codecs on two cores. */
const LONGEST_MS = 2_000;
/** What Lighthouse calls good, on such a machine too. */
const PAINTED_MS = 2_500;
/** Uncompressed, as the example's own server sends: the budget of the build, the page and its settings. */
const MOST_TRANSFERRED = 360_000;
const PATIENCE = { timeoutMs: 30_000, everyMs: 200 };
/** A browser in which somebody said no. */
const REFUSED = `navigator.mediaDevices.getUserMedia = () =>
  Promise.reject(new DOMException('Permission denied', 'NotAllowedError'));`;
const LOOKS = [
  { name: 'desktop-light', colorScheme: 'light', ...DESKTOP },
  { name: 'desktop-dark', colorScheme: 'dark', ...DESKTOP },
  { name: 'phone-light', colorScheme: 'light', ...PHONE },
  { name: 'phone-dark', colorScheme: 'dark', ...PHONE },
] as const;
const WITHOUT_FAULT = Object.fromEntries(LOOKS.map(({ name }) => [name, []]));

describe('the Angular application', () => {
  it('is built by the CLI for production, in its budgets, without a word of warning', () => {
    const { code, told } = builds.application();
    const warnings = told.match(/WARNING|ERROR|CommonJS|not ESM|budget/gi) ?? [];
    expect({ code, warnings }).toEqual({ code: 0, warnings: [] });
  });

  it('brings nothing of Node’s into the page', () => {
    const { inputs } = builds.application();
    expect(inputs.filter((path) => path.includes('rxjs-janus/'))).not.toEqual([]);
    expect(inputs.filter((path) => /node_modules\/(ws|undici|werift)\/|platform\/node/.test(path))).toEqual(
      [],
    );
  });

  it('is rendered without a browser: the lobby stands in the page, and nobody was dialled', () => {
    const html = readFileSync(join(builds.application().browser, 'index.html'), 'utf8');
    for (const part of ['Join a room', 'Not connected', 'ng-server-context']) expect(html).toContain(part);
  });

  (canDrive ? describe : describe.skip)('on a real Janus, in Chromium', () => {
    const stage = new Stage(() => builds.application().browser);

    it('shows two to each other; the line is cut, the pictures stay, the status tells, the session comes back', async () => {
      const [ada, bob] = [await enter(stage, 'Ada'), await enter(stage, 'Bob')];
      await seesMoving(ada.page, 1);
      await seesMoving(bob.page, 1);
      await ada.page.getByRole('button', { name: 'Cut the line' }).click();
      const status = ada.page.getByTestId('status');
      await status.getByText('Reclaiming').waitFor();
      await status.getByText(/\d s left/).waitFor();
      await seesMoving(ada.page, 1);
      await seesMoving(bob.page, 1);
      await ada.page.getByRole('button', { name: 'Mend the line' }).click();
      await status.getByText('Reclaimed').waitFor();
      await ada.page.getByText(/Gap of \d/).waitFor();
      await seesMoving(ada.page, 1);
      expect([ada.complaints, bob.complaints]).toEqual([[], []]);
      for (const { page } of [ada, bob]) {
        const { shift, longestMs } = await vitalsOf(page);
        expect(shift).toBeLessThan(MOST_SHIFT);
        expect(longestMs).toBeLessThan(LONGEST_MS);
      }
    });

    it('has a session behind a reload that was there before it, and is in the room once', async () => {
      const [ada, bob] = [await enter(stage, 'Ada'), await enter(stage, 'Bob')];
      await seesMoving(bob.page, 1);
      const sessions = await stage.janus.admin.listSessions();
      await ada.page.reload();
      await inRoom(ada.page);
      await ada.page.getByText('Reclaimed: the same session').waitFor();
      await seesMoving(ada.page, 1);
      await seesMoving(bob.page, 1);
      expect((await stage.janus.admin.listSessions()).slice().sort()).toEqual(sessions.slice().sort());
      expect([ada.complaints, bob.complaints]).toEqual([[], []]);
    });

    it('tells that a session is lost, and is back in the room on a new one', async () => {
      const [ada, bob] = [await enter(stage, 'Ada'), await enter(stage, 'Bob')];
      await seesMoving(bob.page, 1);
      const [before] = await stage.janus.admin.listSessions();
      for (const id of await stage.janus.admin.listSessions()) await stage.janus.admin.destroySession(id);
      for (const { page } of [ada, bob]) {
        await page.getByText(/^Lost:/).waitFor();
        await seesMoving(page, 1);
      }
      expect(await stage.janus.admin.listSessions()).not.toContain(before);
    });

    it('marks how well media come through, mutes, shares a screen, captures from the camera that is chosen, leaves nothing behind', async () => {
      const [ada, bob] = [await enter(stage, 'Ada'), await enter(stage, 'Bob', PHONE)];
      await seesMoving(bob.page, 1);
      for (const tile of ['app-tile[data-key="own"]', 'app-tile:not([data-key^="own"])'])
        await bob.page
          .locator(tile)
          .getByText(/^(Good connection|Some packets are lost|Poor connection)$/)
          .waitFor({ state: 'attached' });
      const mute = ada.page.getByRole('button', { name: 'Mute' });
      await mute.focus();
      await ada.page.keyboard.press('Space');
      await ada.page.getByRole('button', { name: 'Mute', pressed: true }).waitFor();
      await bob.page.getByText('Microphone off:').waitFor();
      await ada.page.getByRole('button', { name: 'Share screen' }).click();
      await bob.page.getByText('Ada’s screen').waitFor();
      await seesMoving(bob.page, 2);
      await ada.page.getByRole('button', { name: 'Share screen' }).click();
      await bob.page.getByText('Ada’s screen').waitFor({ state: 'detached' });
      const before = await cameraOf(ada.page);
      await ada.page.getByRole('button', { name: 'Devices' }).click();
      const cameras = ada.page.getByRole('combobox', { name: 'Camera' });
      expect(await cameras.inputValue()).toBe(before);
      const others = await cameras.locator(`option:not([value="${before}"])`).last().getAttribute('value');
      await cameras.selectOption(others);
      await until('the other camera', async () => (await cameraOf(ada.page)) === others, PATIENCE);
      await seesMoving(bob.page, 1);
      await ada.page.keyboard.press('Escape');
      await ada.page.getByRole('button', { name: 'Leave' }).click();
      await ada.page.getByRole('heading', { name: 'Join a room' }).waitFor();
      await bob.page.getByText('Nobody else is here yet.').waitFor();
      expect([ada.complaints, bob.complaints]).toEqual([[], []]);
    });

    it('tells its language, name and purpose, is painted soon and is small', async () => {
      const { page } = await stage.visit('', DESKTOP);
      await page.getByText('On the Janus of the specs.').waitFor();
      expect(await headOf(page)).toEqual({
        lang: 'en',
        title: expect.stringContaining('Video room') as string,
        description: expect.stringMatching(/^.{20,160}$/) as string,
      });
      const { paintedMs, shift } = await vitalsOf(page);
      expect(paintedMs).toBeGreaterThan(0);
      expect(paintedMs).toBeLessThan(PAINTED_MS);
      expect(shift).toBeLessThan(MOST_SHIFT);
      const bytes = await bytesOf(page);
      expect(bytes).toBeGreaterThan(100_000);
      expect(bytes).toBeLessThan(MOST_TRANSFERRED);
    });

    it('says what to do when the camera is refused, and lets one join to watch', async () => {
      const { page } = await stage.visit('', DESKTOP, REFUSED);
      await page.getByRole('button', { name: 'Turn on the camera' }).click();
      const told = page.getByRole('alert').getByText('Allow it in the address bar, or join without them.');
      await told.waitFor();
      await page.getByRole('button', { name: 'Try again' }).waitFor();
      expect(await faultsOf(page)).toEqual([]);
      await page.getByLabel('Your name').fill('Ada');
      await page.getByRole('button', { name: 'Join', exact: true }).click();
      await inRoom(page);
      await told.waitFor();
      expect(await page.getByRole('button', { name: 'Mute' }).count()).toBe(0);
      expect(await faultsOf(page)).toEqual([]);
    });

    it('says that the server cannot be reached, goes on trying, and can be told to stop', async () => {
      const nobody = redirect(stage.janus.webSocketUrl, 'ws://127.0.0.1:9');
      const { page } = await stage.visit('', DESKTOP, nobody.script);
      await page.getByLabel('Your name').fill('Ada');
      await page.getByRole('button', { name: 'Join', exact: true }).click();
      const status = page.getByTestId('status');
      await status.getByText('No connection').waitFor();
      await status.getByText('The server cannot be reached. Trying again.').waitFor();
      expect(await faultsOf(page)).toEqual([]);
      await page.getByRole('button', { name: 'Cancel' }).click();
      await status.getByText('Not connected').waitFor();
      await page.getByRole('button', { name: 'Join', exact: true }).waitFor();
    });

    it('says that there is no time where the server gives none, and is back on a new session', async () => {
      const unkind = await startJanus({ plugins: ['videoroom'], reclaimSessionTimeout: 0 });
      try {
        const there = redirect(stage.janus.webSocketUrl, unkind.webSocketUrl);
        const { page } = await stage.visit('', DESKTOP, there.script);
        await page.getByLabel('Your name').fill('Ada');
        await page.getByRole('button', { name: 'Join to watch only' }).click();
        await inRoom(page);
        await page.getByRole('button', { name: 'Cut the line' }).click();
        const status = page.getByTestId('status');
        await status.getByText('No time: the server keeps no session without a line').waitFor();
        await page.getByRole('button', { name: 'Mend the line' }).click();
        await page.getByText(/^Lost:/).waitFor();
        await status.getByText('Live').waitFor();
      } finally {
        await unkind.stop();
      }
    });

    it('has no serious fault for axe, and looks so: on a phone and on a desktop, light and dark', async () => {
      mkdirSync(pictures, { recursive: true });
      const ada = await stage.visit('', DESKTOP);
      await ada.page.getByText('On the Janus of the specs.').waitFor();
      expect(await looksOf(ada.page, 'lobby')).toEqual(WITHOUT_FAULT);
      await ada.page.getByRole('button', { name: 'Join', exact: true }).click();
      await ada.page.getByText('Tell the others who you are.').waitFor();
      await ada.page.getByLabel('Your name').fill('Ada Lovelace');
      await ada.page.getByRole('button', { name: 'Join', exact: true }).click();
      await ada.page.getByText('Nobody else is here yet.').waitFor();
      expect(await faultsOf(ada.page)).toEqual([]);
      const grace = await enter(stage, 'Grace Hopper', PHONE);
      await seesMoving(ada.page, 1);
      await seesMoving(grace.page, 1);
      expect(await looksOf(ada.page, 'room')).toEqual(WITHOUT_FAULT);
      await ada.page.getByRole('button', { name: 'Cut the line' }).click();
      await ada.page.getByTestId('status').getByText('Reclaiming').waitFor();
      expect(await looksOf(ada.page, 'reclaiming')).toEqual(WITHOUT_FAULT);
      expect([ada.complaints, grace.complaints]).toEqual([[], []]);
    });
  });
});

/** All that a page may look like: the pictures are kept first, as time may run, then axe looks at each. */
async function looksOf(page: Page, what: string): Promise<Record<string, string[]>> {
  for (const look of LOOKS) {
    await wear(page, look);
    const path = join(pictures, `angular-${what}-${look.name}.png`);
    await page.screenshot({ path, animations: 'disabled' });
    expect(statSync(path).size).toBeLessThan(MOST_BYTES);
  }
  const faults: Record<string, string[]> = {};
  for (const look of LOOKS) {
    await wear(page, look);
    faults[look.name] = await faultsOf(page);
  }
  return faults;
}

async function wear(page: Page, { colorScheme, viewport }: (typeof LOOKS)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.setViewportSize(viewport);
  // What a colour takes to change.
  await sleep(250);
}

/** Of what is sent: the device that the picture of oneself comes from. */
function cameraOf(page: Page): Promise<string | undefined> {
  return page.locator('app-tile[data-key="own"] video').evaluate((video) => {
    const stream = (video as HTMLVideoElement).srcObject as MediaStream | null;
    return stream?.getVideoTracks()[0]?.getSettings().deviceId;
  });
}
