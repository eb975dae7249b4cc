import { abortable$ } from '../internal/abortable.js';
import type { HttpClient } from './http.js';

/** The part of a `Response` that is used. */
export interface ResponseLike {
  /** The HTTP status. */
  readonly status: number;
  /** The whole body. */
  text(): Promise<string>;
}

/** The part of `fetch` that is used: the platform's, or one of your own. */
export type FetchLike = (
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string; signal: AbortSignal },
) => Promise<ResponseLike>;

/** An HTTP client over `fetch`, each request aborted by unsubscribing. */
export const fetchHttp = (fetch: FetchLike, headers?: Readonly<Record<string, string>>): HttpClient => ({
  request$: ({ method, url, body }) =>
    abortable$(async (signal) => {
      const response = await fetch(url, {
        method,
        headers: { ...headers },
        signal,
        ...(body !== undefined && { body }),
      });
      return { status: response.status, text: await response.text() };
    }),
  // The platform keeps the sockets, and does not lend them.
  retire: () => undefined,
  close: () => undefined,
});
