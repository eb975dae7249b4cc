import type { FetchLike } from 'rxjs-janus';

/** One request as the fake network sees it; a spec answers it. */
export interface Fetched {
  readonly method: string;
  readonly url: URL;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly aborted: boolean;
  answer(body: unknown, status?: number): void;
  answerText(text: string, status?: number): void;
  break(error: Error): void;
}

/** The platform's `fetch` with the network taken out. */
export class FakeFetch {
  readonly all: Fetched[] = [];

  readonly fetch: FetchLike = (address, { method, headers, body, signal }) =>
    new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      const url = new URL(address);
      const answerText = (text: string, status = 200): void =>
        resolve({ status, text: () => Promise.resolve(text) });
      this.all.push({
        method,
        url,
        path: url.pathname,
        headers,
        body: JSON.parse(body ?? '{}') as Record<string, unknown>,
        get aborted() {
          return signal.aborted;
        },
        answerText,
        answer: (reply, status) => answerText(JSON.stringify(reply), status),
        break: reject,
      });
    });

  get posts(): Fetched[] {
    return this.all.filter(({ method }) => method === 'POST');
  }

  get polls(): Fetched[] {
    return this.all.filter(({ method }) => method === 'GET');
  }

  /** The newest request with this verb (`'poll'` for a GET). */
  newest(verb: string): Fetched {
    const found = this.all
      .filter(({ method, body }) => (method === 'GET' ? 'poll' : body['janus']) === verb)
      .at(-1);
    if (found === undefined) throw new Error(`no ${verb} was sent`);
    return found;
  }
}

/** Lets the promises and the turns of the loop that are due run. */
export const turn = async (): Promise<void> => {
  for (let count = 0; count < 3; count++) await new Promise((resolve) => setTimeout(resolve, 1));
};
