import { BehaviorSubject, type Observable, concat, defer, retry, switchMap } from 'rxjs';
import type { Handle } from '../handle/handle.js';
import { shareLatest } from '../internal/share-latest.js';
import { checkOptions } from './check-options.js';
import { connection$ } from './connection.js';
import { takenDown$ } from './hang-up.js';
import { opened$ } from './opened.js';
import type { Peer } from './peer.js';
import type { PeerOptions } from './peer-options.js';
import { Rebuilding } from './recovery/rebuilding.js';
import { type Recovery, STEADY } from './recovery/recovery.js';
import { settingsOf } from './settings.js';

/**
 * A PeerConnection bound to a handle, for as long as it is subscribed to. One call is one PeerConnection at a time, shared
 * by all its subscribers.
 *
 * Emits the peer, and another in its place when it broke and no restart of ICE mended it: a `switchMap` below sends and
 * negotiates anew. Completes when the server hangs up (`hangup` on `event$` tells why) and when the handle is ended by us;
 * errors with what the handle errors with, with {@link PeerFailedError} when `recovery` comes to its end, and with
 * {@link NoPeerConnectionError} where the platform has none, {@link InvalidArgumentError} where an option is wrong. Unsubscribing closes the PeerConnection and hangs up. A drop of
 * the session's line is nothing to it: the media flow on.
 *
 * @param handle - A handle of any plugin, for one PeerConnection at a time.
 * @param options - Configuration, candidates, recovery, timers.
 * @example
 * ```ts
 * import { merge, switchMap } from 'rxjs';
 * import { create$, webSocketTransport } from 'rxjs-janus';
 * import { echoTest } from 'rxjs-janus/echotest';
 * import { peer$ } from 'rxjs-janus/webrtc';
 *
 * const echo$ = create$(webSocketTransport({ url: 'wss://janus.example/ws' })).pipe(
 *   switchMap((session) => session.attach$(echoTest)),
 *   switchMap((echo) =>
 *     peer$(echo).pipe(
 *       switchMap((peer) =>
 *         merge(
 *           peer.send$(navigator.mediaDevices.getUserMedia({ audio: true })),
 *           peer.negotiate$((jsep) => echo.configure$({ audio: true }, { jsep })),
 *           peer.remoteTracks$,
 *         ),
 *       ),
 *     ),
 *   ),
 * );
 * ```
 */
export const peer$ = (handle: Handle, options: PeerOptions = {}): Observable<Peer> => {
  const settings = settingsOf(options);
  return defer(() => {
    checkOptions(options);
    const recovery$ = new BehaviorSubject(STEADY);
    const tell = (recovery: Recovery): void => recovery$.next(recovery);
    const rebuilding = new Rebuilding(settings.recovery, tell);
    const lasting = { recovery$: recovery$.asObservable(), tell, isUp: () => rebuilding.isUp() };
    return concat(takenDown$(handle), connection$(options, settings)).pipe(
      switchMap((connection) => opened$(handle, connection, settings, lasting)),
      retry({ delay: (error) => rebuilding.delay$(error) }),
    );
  }).pipe(shareLatest());
};
