import type { Dispatcher } from 'undici';
import { Observable } from 'rxjs';
import type { HttpClient, HttpOptions } from '../http.js';
import { HttpExchange } from './http-exchange.js';

type Undici = Pick<typeof import('undici'), 'Pool' | 'buildConnector'>;

/** A pool whose errors tell whether they came of connecting: the request then certainly never left. */
const poolOf = ({ Pool, buildConnector }: Undici, origin: string, timeout: number): Dispatcher => {
  const connect = buildConnector({ timeout });
  return new Pool(origin, {
    connect: (options, callback) =>
      connect(options, (...[error, socket]) => {
        if (error) callback(Object.assign(error, { connecting: true }), null);
        else callback(null, socket);
      }),
  });
};

/** A keep-alive pool per connection, or the dispatcher that the user brought, which stays the user's to close. */
export const undiciHttp = (
  undici: Undici,
  { url, connectTimeoutMs, headers, dispatcher }: HttpOptions,
): HttpClient => {
  const { origin, pathname } = new URL(url);
  const base = pathname.replace(/\/+$/, '');
  const own = dispatcher === undefined ? poolOf(undici, origin, connectTimeoutMs) : undefined;
  const through = own ?? (dispatcher as Dispatcher);
  return {
    // Not `request`, with its promise, its stream for the body and an AbortController for each: half of a request's cost.
    request$: ({ method, url: target, body = null }) =>
      new Observable((subscriber) => {
        const path = base + target.slice(url.length) || '/';
        const exchange = new HttpExchange(subscriber);
        through.dispatch({ origin, path, method, body, headers: { ...headers } }, exchange);
        return () => exchange.abort();
      }),
    retire: () => void own?.close().catch(() => undefined),
    // Whatever is still under way was aborted by its own unsubscribe before.
    close: () => void own?.destroy().catch(() => undefined),
  };
};
