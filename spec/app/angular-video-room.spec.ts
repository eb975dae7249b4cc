import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../house/support/source-files.js';
import { faultsOf } from './support/axe.js';
import { builds } from './support/builds.js';
import { DESKTOP, PHONE, enter, inRoom, seesMoving } from './support/people.js';
import { Stage, canDrive } from './support/stage.js';
import { vitalsOf } from './support/vitals.js';

const pictures = join(root, process.env['KEEP_PICTURES'] ? 'docs/pictures' : '.cache/app/pictures');
const MOST_BYTES = 150_000;
/** What Lighthouse calls good. */
const MOST_SHIFT = 0.1;
/** Of a machine that runs two browsers, a server and their codecs on two cores. */
const LONGEST_MS = 2_000;

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

    it('mutes, shares a screen and tells the others, and leaves nothing behind', async () => {
      const [ada, bob] = [await enter(stage, 'Ada'), await enter(stage, 'Bob', PHONE)];
      await seesMoving(bob.page, 1);
      const mute = ada.page.getByRole('button', { name: 'Mute' });
      await mute.focus();
      await ada.page.keyboard.press('Space');
      expect(await mute.getAttribute('aria-pressed')).toBe('true');
      await bob.page.getByText('Microphone off:').waitFor();
      await ada.page.getByRole('button', { name: 'Share screen' }).click();
      await bob.page.getByText('Ada’s screen').waitFor();
      await seesMoving(bob.page, 2);
      await ada.page.getByRole('button', { name: 'Share screen' }).click();
      await bob.page.getByText('Ada’s screen').waitFor({ state: 'detached' });
      await ada.page.getByRole('button', { name: 'Leave' }).click();
      await ada.page.getByRole('heading', { name: 'Join a room' }).waitFor();
      await bob.page.getByText('Nobody else is here yet.').waitFor();
      expect([ada.complaints, bob.complaints]).toEqual([[], []]);
    });

    it.each([
      ['desktop', 'light', DESKTOP],
      ['phone', 'dark', PHONE],
    ] as const)(
      'has no serious fault for axe, and looks so on a %s, %s',
      async (size, colorScheme, options) => {
        mkdirSync(pictures, { recursive: true });
        const kept = async (what: string): Promise<void> => {
          const path = join(pictures, `angular-${what}-${size}-${colorScheme}.png`);
          await ada.page.screenshot({ path });
          expect(statSync(path).size).toBeLessThan(MOST_BYTES);
        };
        const ada = await stage.visit('', { ...options, colorScheme });
        await ada.page.getByText('On the Janus of the specs.').waitFor();
        expect(await faultsOf(ada.page)).toEqual([]);
        await kept('lobby');
        await ada.page.getByRole('button', { name: 'Join', exact: true }).click();
        await ada.page.getByText('Tell the others who you are.').waitFor();
        await ada.page.getByLabel('Your name').fill('Ada Lovelace');
        await ada.page.getByRole('button', { name: 'Join', exact: true }).click();
        await ada.page.getByText('Nobody else is here yet.').waitFor();
        expect(await faultsOf(ada.page)).toEqual([]);
        const grace = await enter(stage, 'Grace Hopper', options);
        await seesMoving(ada.page, 1);
        await seesMoving(grace.page, 1);
        await kept('room');
        await ada.page.getByRole('button', { name: 'Cut the line' }).click();
        await ada.page.getByTestId('status').getByText('Reclaiming').waitFor();
        await kept('reclaiming');
        expect(await faultsOf(ada.page)).toEqual([]);
        expect([ada.complaints, grace.complaints]).toEqual([[], []]);
      },
    );
  });
});
