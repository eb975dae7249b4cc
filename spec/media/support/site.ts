// The web server of one spec file: an empty page with the script.
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { bundled } from './bundle.js';

export interface Site {
  readonly port: number;
  readonly url: string;
  stop(): void;
}

const PAGE =
  '<!doctype html><meta charset="utf-8"><title>media</title><body><script src="/page.js"></script>';
const DENIED = { 'permissions-policy': 'camera=(), microphone=(), display-capture=()' };
const HEADERS = { 'cache-control': 'no-store' };

/** `scripts` are served beside the page's own, by their paths. */
export async function startSite(
  address = '127.0.0.1',
  scripts: Readonly<Record<string, string>> = {},
): Promise<Site> {
  const [page, worker] = await Promise.all([bundled('index.ts'), bundled('worker.ts')]);
  const served: Record<string, string> = { ...scripts, '/page.js': page, '/worker.js': worker };
  const server = createServer(({ url = '/' }, response) => {
    const script = served[url];
    const type = script === undefined ? 'text/html' : 'text/javascript';
    const headers = { ...HEADERS, ...(url === '/denied' && DENIED) };
    response.writeHead(200, { ...headers, 'content-type': `${type}; charset=utf-8` }).end(script ?? PAGE);
  });
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://${address}:${String(port)}/`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
