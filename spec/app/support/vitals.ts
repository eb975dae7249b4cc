// What a page feels like, by what the browser itself observes.
import { type Page } from 'playwright-core';

export interface Vitals {
  /** The sum of all layout shifts that no click or key had asked for. */
  readonly shift: number;
  /** The longest task, milliseconds. */
  readonly longestMs: number;
}

/** Begins before the page's own scripts. */
export async function observeVitals(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const vitals = { shift: 0, longestMs: 0 };
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
  });
}

export const vitalsOf = (page: Page): Promise<Vitals> => page.evaluate('globalThis.vitals');
