import { type Observable, endWith, ignoreElements } from 'rxjs';
import type { Peer } from './peer.js';

/** Emits when a peer is closed. */
export const closed$ = ({ connectionState$ }: Peer): Observable<unknown> =>
  connectionState$.pipe(ignoreElements(), endWith(undefined));
