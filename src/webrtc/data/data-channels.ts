import { type Observable, defer, map, mergeMap, takeUntil } from 'rxjs';
import { closed$ } from '../closed.js';
import type { Peer } from '../peer.js';
import { changes$ } from '../signals.js';
import type { DataChannel, DataChannelOptions, OpenDataChannelOptions } from './data-channel.js';
import { openedChannel$ } from './opened-channel.js';

/**
 * Opens a data channel, for as long as it is subscribed to. Emits it once it is open, completes when it closes, and with the
 * peer; unsubscribing closes it. Errors with {@link DataChannelError} when it does not open in time, or fails. The first of
 * a PeerConnection needs a negotiation: `negotiate$` makes it.
 *
 * @param peer - The peer.
 * @param label - Its label; `'JanusDataChannel'` is the server's own name for the one that it would open itself.
 * @param options - How it is opened, and its back-pressure.
 * @example
 * ```ts
 * import { concatMap, merge, of, switchMap } from 'rxjs';
 * import type { TextRoomHandle } from 'rxjs-janus/textroom';
 * import { textRoomTalk$ } from 'rxjs-janus/textroom';
 * import { openDataChannel$, peer$ } from 'rxjs-janus/webrtc';
 *
 * const talk$ = (room: TextRoomHandle) =>
 *   peer$(room).pipe(
 *     switchMap((peer) =>
 *       merge(
 *         peer.answers$(room.setup$(), (jsep) => room.answer$(jsep)).pipe(concatMap(() => [])),
 *         openDataChannel$(peer, 'JanusDataChannel').pipe(switchMap(textRoomTalk$)),
 *       ),
 *     ),
 *   );
 * ```
 */
export const openDataChannel$ = (
  peer: Peer,
  label: string,
  options: OpenDataChannelOptions = {},
): Observable<DataChannel> =>
  defer(() =>
    openedChannel$(peer.connection.createDataChannel(label, options.init), peer.handle, options),
  ).pipe(takeUntil(closed$(peer)));

/**
 * The data channels that the other end opens. Hot: emits each once it is open; completes with the peer, errors with
 * {@link DataChannelError} when one fails. Unsubscribing closes them.
 *
 * @param peer - The peer.
 * @param options - Their back-pressure.
 */
export const dataChannels$ = (peer: Peer, options: DataChannelOptions = {}): Observable<DataChannel> =>
  changes$(peer.connection, 'datachannel').pipe(
    map((event) => (event as RTCDataChannelEvent).channel),
    mergeMap((channel) => openedChannel$(channel, peer.handle, options)),
    takeUntil(closed$(peer)),
  );
