import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { root } from '../../house/support/source-files.js';
import { type Consumer } from './consumer.js';

const candidates = [process.env['CHROMIUM_BIN'], '/usr/bin/chromium', '/usr/bin/chromium-browser'];

/** The browser of this machine, if there is one. */
export const installedChromium = candidates.find((path) => path !== undefined && existsSync(path));

const flags = [
  ...['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  ...['--disable-default-apps', '--disable-sync', '--no-first-run', '--metrics-recording-only'],
];

/** Bundles the page of the fixtures with Vite: the folder of the bundle. */
export async function bundlePage(consumer: Consumer): Promise<string> {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  await consumer.node(
    vite,
    'build',
    'browser',
    '--outDir',
    '../bundle',
    '--sourcemap',
    '--logLevel',
    'error',
  );
  return join(consumer.folder, 'bundle');
}

/** The files that went into a bundle, by its source maps. */
export function bundledFiles(folder: string): string[] {
  const maps = readdirSync(join(folder, 'assets')).filter((name) => name.endsWith('.map'));
  return maps.flatMap((name) => {
    const { sources } = JSON.parse(readFileSync(join(folder, 'assets', name), 'utf8')) as {
      sources: string[];
    };
    return sources;
  });
}

/** Runs something in a headless browser that is given the address of the bundled page. */
async function inBrowser<T>(
  folder: string,
  query: Record<string, string>,
  run: (context: BrowserContext, url: string) => Promise<T>,
): Promise<T> {
  const server = await serve(folder);
  const browser = await chromium.launch({
    executablePath: installedChromium ?? '',
    args: flags,
    timeout: 30_000,
  });
  try {
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${String(port)}/index.html?${new URLSearchParams(query).toString()}`;
    return await run(await browser.newContext(), url);
  } finally {
    await browser.close();
    server.close();
    server.closeAllConnections();
  }
}

/** Opens the bundled page in a headless browser: what it left in `outcome`, and what it complained of. */
export async function visit(
  folder: string,
  query: Record<string, string>,
): Promise<{ outcome: unknown; errors: string[] }> {
  return inBrowser(folder, query, async (context, url) => {
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(url);
    const outcome = await page.waitForFunction('globalThis.outcome', undefined, { timeout: 30_000 });
    return { outcome: await outcome.jsonValue(), errors };
  });
}

/** What a page told of its stored session, and which one that was. */
export interface Stored {
  readonly id: number;
  readonly told: readonly string[];
}

const storedIn = async (page: Page, until: string): Promise<Stored> => {
  await page.waitForFunction(`globalThis.told?.includes(${JSON.stringify(until)})`, undefined, {
    timeout: 30_000,
  });
  return page.evaluate('({ id: sessionId, told })');
};

/** A page with a stored session; the same reloaded; then a second tab that was opened with what the first had stored. */
export async function visitStored(
  folder: string,
  ws: string,
): Promise<Record<'first' | 'reloaded' | 'second' | 'left', Stored>> {
  return inBrowser(folder, { ws, stored: '1' }, async (context, url) => {
    const page = await context.newPage();
    await page.goto(url);
    const first = await storedIn(page, 'live by create');
    await page.reload();
    const reloaded = await storedIn(page, 'live by claim');
    const opened = context.waitForEvent('page');
    await page.evaluate('void window.open(location.href)');
    const second = await storedIn(await opened, 'live by claim');
    return { first, reloaded, second, left: await storedIn(page, 'session-superseded') };
  });
}

function serve(folder: string): Promise<Server> {
  const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = join(folder, pathname);
    if (!existsSync(path)) return response.writeHead(404).end();
    return response.writeHead(200, { 'content-type': types[extname(path)] ?? '' }).end(readFileSync(path));
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
