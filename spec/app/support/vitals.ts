// What a page feels like, by what the browser itself observes.
import { type Page } from 'playwright-core';

export interface Vitals {
  /** The sum of all layout shifts that no click or key had asked for. */
  readonly shift: number;
  /** The longest task, milliseconds. */
  readonly longestMs: number;
  /** When the largest part of the page was painted, milliseconds from its start. */
  readonly paintedMs: number;
}

/** What the head of a page says of it, for who reads it by machine or by ear. */
export interface Head {
  readonly lang: string;
  readonly title: string;
  readonly description: string;
}

/** Begins before the page's own scripts. */
export async function observeVitals(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const vitals = { shift: 0, longestMs: 0, paintedMs: 0 };
    Object.assign(globalThis, { vitals });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
      })[])
        if (!entry.hadRecentInput) vitals.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) vitals.longestMs = Math.max(vitals.longestMs, duration);
    }).observe({ type: 'longtask', buffered: true });
    new PerformanceObserver((list) => {
      for (const { startTime } of list.getEntries()) vitals.paintedMs = startTime;
    }).observe({ type: 'largest-contentful-paint', buffered: true });
  });
}

export const vitalsOf = (page: Page): Promise<Vitals> => page.evaluate('globalThis.vitals');

/** All bytes that came for the page, its files and what it asked for, as they went over the network. */
export const bytesOf = (page: Page): Promise<number> =>
  page.evaluate(() =>
    ['navigation', 'resource']
      .flatMap((type) => performance.getEntriesByType(type) as PerformanceResourceTiming[])
      .reduce((sum, { transferSize }) => sum + transferSize, 0),
  );

export const headOf = (page: Page): Promise<Head> =>
  page.evaluate(() => ({
    lang: document.documentElement.lang,
    title: document.title,
    description: document.querySelector<HTMLMetaElement>('meta[name=description]')?.content ?? '',
  }));
