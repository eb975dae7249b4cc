// A page whose address of the server is fixed talks to the one of the spec, over a line that can be cut.
import { type Page } from 'playwright-core';

export interface Redirected {
  /** For the page, before its own scripts. */
  readonly script: string;
  cut(page: Page): Promise<void>;
  mend(page: Page): Promise<void>;
}

/** Sockets that are opened to one address go to the other. */
export const redirect = (from: string, to: string): Redirected => ({
  script: `(() => {
    const Real = WebSocket, open = new Set();
    globalThis.line = {
      isCut: false,
      cut() { this.isCut = true; for (const socket of open) socket.close(); },
    };
    globalThis.WebSocket = class extends Real {
      constructor(url, protocols) {
        const there = String(url).startsWith('${from}') ? '${to}' : url;
        super(line.isCut ? 'ws://127.0.0.1:9' : there, protocols);
        open.add(this);
      }
    };
  })()`,
  cut: (page) => page.evaluate('line.cut()'),
  mend: (page) => page.evaluate('void (line.isCut = false)'),
});
