import { Injectable, PLATFORM_ID, inject } from '@angular/core';
import { isPlatformBrowser } from '@angular/common';
import { toSignal } from '@angular/core/rxjs-interop';
import { NEVER, catchError, defer, of, shareReplay } from 'rxjs';

/** What the page's own server knows of the Janus behind it. */
export interface ServerSettings {
  /** The address of its WebSocket. */
  readonly url: string;
  /** What it is, and why this one. */
  readonly words: string;
  /** Whether media flow; a simulator has signalling only. */
  readonly media: boolean;
  /** The room that is there from the start. */
  readonly room: number;
}

/** Where nobody tells: a Janus of this machine with its own defaults. */
const defaults = (): ServerSettings => ({
  url: `ws://${location.hostname}:8188`,
  words: 'a Janus on this machine',
  media: true,
  room: 1234,
});

@Injectable({ providedIn: 'root' })
export class ServerConfig {
  readonly #inBrowser = isPlatformBrowser(inject(PLATFORM_ID));

  /** Read once, and never where the page is prepared on a server. */
  readonly read$ = defer(() => (this.#inBrowser ? fetchSettings() : NEVER)).pipe(
    catchError(() => of(defaults())),
    shareReplay(1),
  );
  readonly settings = toSignal(this.read$);
}

const fetchSettings = async (): Promise<ServerSettings> => {
  const response = await fetch('config.json', { signal: AbortSignal.timeout(5_000) });
  return { ...defaults(), ...((await response.json()) as Partial<ServerSettings>) };
};
