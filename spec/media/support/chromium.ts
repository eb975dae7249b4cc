// Headless Chromium with a camera, a microphone and a screen that are made up.
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const candidates = [process.env['CHROMIUM_BIN'], '/usr/bin/chromium', '/usr/bin/chromium-browser'];

/** The browser of this machine, if there is one. */
export const installedChromium = candidates.find((path) => path !== undefined && existsSync(path));

const FLAGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  ...['--disable-default-apps', '--disable-sync', '--no-first-run', '--metrics-recording-only'],
  // The second camera is one of depth, which Chromium shows but does not send; the first and the last are of colour.
  '--use-fake-device-for-media-stream=device-count=3,fps=10',
  '--autoplay-policy=no-user-gesture-required',
  // Candidates with the address itself, as nobody answers names of .local here.
  '--disable-features=WebRtcHideLocalIpsWithMdns',
  ...['--js-flags=--expose-gc', '--enable-precise-memory-info'],
  ...['--use-fake-ui-for-media-stream', '--auto-select-desktop-capture-source=Entire screen'],
];

export interface ChromiumOptions {
  /** Flags beside those that all have. */
  readonly flags?: readonly string[];
  /** What to start in the place of Chromium itself, for instance a script that starts it in a namespace. */
  readonly executablePath?: string;
}

export function startChromium({
  flags = [],
  executablePath = installedChromium ?? '',
}: ChromiumOptions = {}): Promise<Browser> {
  const args = [...FLAGS, ...flags];
  return chromium.launch({ executablePath, args, timeout: 60_000 });
}
