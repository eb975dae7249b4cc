// A small web server for a built page: its files, and the settings that it asks for.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { Observable } from 'rxjs';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

/**
 * Emits its address once it listens; unsubscribing closes it. It listens on this machine alone.
 *
 * @param {{ port: number, folder: string, settings: object }} options
 * @returns {Observable<string>}
 */
export const site$ = ({ port, folder, settings }) =>
  new Observable((subscriber) => {
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      if (pathname === '/config.json') {
        response.writeHead(200, { 'content-type': TYPES['.json'], 'cache-control': 'no-store' });
        return response.end(JSON.stringify(settings));
      }
      const path = fileOf(folder, pathname);
      if (path === undefined) return response.writeHead(404).end();
      response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' });
      return createReadStream(path).pipe(response);
    });
    server.once('error', (error) => subscriber.error(error));
    server.listen(port, '127.0.0.1', () => subscriber.next(`http://localhost:${server.address().port}/`));
    return () => {
      server.close();
      server.closeAllConnections();
    };
  });

/** @param {string} folder @param {string} pathname */
function fileOf(folder, pathname) {
  const path = join(folder, normalize(decodeURIComponent(pathname)));
  const file = pathname.endsWith('/') ? join(path, 'index.html') : path;
  return file.startsWith(folder) && existsSync(file) && statSync(file).isFile() ? file : undefined;
}
