// Somebody in the room whose line nobody breaks, and who sees how often each name comes in.
import {
  filter,
  ignoreElements,
  map,
  merge,
  type Observable,
  retry,
  type Subscription,
  switchMap,
} from 'rxjs';
import { backOff, create$, webSocketTransport } from 'rxjs-janus';
import { videoRoom, type VideoRoomHandle } from 'rxjs-janus/videoroom';
import { type Jcfg, type RealJanus } from '../../support/janus/index.js';
import { KEEP_ALIVE_MS } from './actor.js';
import { type Broken } from './checks.js';
import { DEMO_ROOM, ROOMS } from './chores.js';

/** The server tells those in the room of all who come, not only of those who publish. */
export const TELLING: Readonly<Record<string, Jcfg>> = {
  [ROOMS]: { [`room-${String(DEMO_ROOM)}`]: { description: 'Demo Room', notify_joining: true } },
};

/** The name of each who comes in. */
const come$ = (handle: VideoRoomHandle): Observable<string> =>
  merge(
    handle.join$({ room: DEMO_ROOM, display: 'doorkeeper' }).pipe(ignoreElements()),
    handle.membership$.pipe(
      filter(({ kind }) => kind === 'joined'),
      map(({ participant }) => participant.display ?? ''),
    ),
  );

export class Doorkeeper {
  readonly #seen = new Map<string, number>();
  readonly #stay: Subscription;

  constructor(server: RealJanus) {
    const session$ = create$(webSocketTransport({ url: server.webSocketUrl }), {
      keepAliveMs: KEEP_ALIVE_MS,
    });
    this.#stay = session$
      .pipe(
        switchMap((session) => session.attach$(videoRoom)),
        switchMap((handle) => come$(handle)),
        // A server that starts anew has forgotten us.
        retry({ delay: backOff({ firstMs: 50, maxMs: 400 }), resetOnSuccess: true }),
      )
      .subscribe((name) => this.#seen.set(name, (this.#seen.get(name) ?? 0) + 1));
  }

  /** How many came in while we were there. */
  get joins(): number {
    return [...this.#seen.values()].reduce((sum, times) => sum + times, 0);
  }

  /** Each join is asked for under a name of its own. */
  cameTwice(): Broken[] {
    const twice = [...this.#seen].filter(([, times]) => times > 1);
    return twice.map(([name, times]) => [
      'what must not run twice runs once at most',
      `join (${name}) ran ${String(times)} times`,
    ]);
  }

  leave(): void {
    this.#stay.unsubscribe();
  }
}
