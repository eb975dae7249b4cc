import { type Observable, filter, map, merge, withLatestFrom } from 'rxjs';
import { PeerFailedError } from '../errors.js';
import type { Peer } from '../peer.js';
import type { Recovery, RecoverySettings } from './recovery.js';
import { restarting$ } from './restarting.js';

/** What is done about a broken path of a peer's media. Errors with {@link PeerFailedError} when nothing helps. */
export const mending$ = (peer: Peer, settings: RecoverySettings): Observable<Recovery> => {
  const { handle, iceState$, connectionState$ } = peer;
  const failed = (cause?: unknown): PeerFailedError => new PeerFailedError('ice', handle, { cause });
  // Where the path stands, no other one helps.
  const dtls$ = connectionState$.pipe(
    filter((state) => state === 'failed'),
    withLatestFrom(iceState$),
    filter(([, ice]) => ice === 'connected' || ice === 'completed'),
    map(() => {
      throw new PeerFailedError('dtls', handle);
    }),
  );
  const { gap$ } = handle;
  return merge(
    restarting$({ ice$: iceState$, gap$, restart$: () => peer.restart$(), failed }, settings),
    dtls$,
  );
};
