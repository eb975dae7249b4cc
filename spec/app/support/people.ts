// People who are in the application's room, and what they see.
import { type BrowserContextOptions, type Page } from 'playwright-core';
import { until } from '../../support/until.js';
import { type Stage, type Visitor } from './stage.js';

export const PHONE = { viewport: { width: 390, height: 844 } };
export const DESKTOP = { viewport: { width: 1280, height: 800 } };

const PATIENCE = { timeoutMs: 60_000, everyMs: 200 };

/** Opens the page and joins, by the keyboard alone. */
export async function enter(
  stage: Stage,
  name: string,
  options: BrowserContextOptions = DESKTOP,
): Promise<Visitor> {
  const visitor = await stage.visit('', options);
  const { page } = visitor;
  await until('the form', () => tabTo(page, 'Your name'), PATIENCE);
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await inRoom(page);
  return visitor;
}

export const inRoom = (page: Page): Promise<void> =>
  page.getByRole('toolbar', { name: 'Call' }).waitFor({ timeout: PATIENCE.timeoutMs });

/** Presses the key until what has the name has the focus. */
async function tabTo(page: Page, name: string): Promise<boolean> {
  await page.keyboard.press('Tab');
  return page.getByLabel(name).evaluate((element) => element === document.activeElement);
}

/** Frames that the pictures of the others have shown so far, by picture. */
const framesOf = (page: Page): Promise<number[]> =>
  page
    .locator('app-tile:not([data-key^="own"]) video')
    .evaluateAll((videos) =>
      videos.map((video) => (video as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames),
    );

/** Resolves when so many pictures of others have all shown more frames than they had. */
export async function seesMoving(page: Page, pictures: number): Promise<void> {
  const seen = async (more: readonly number[] = []): Promise<number[] | false> => {
    const frames = await framesOf(page);
    return frames.length === pictures && frames.every((count, at) => count > (more[at] ?? -5) + 5) && frames;
  };
  const before = await until(`${String(pictures)} pictures`, () => seen(), PATIENCE);
  await until('moving pictures', () => seen(before), PATIENCE);
}
