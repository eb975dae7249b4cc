import {
  NEVER,
  type Observable,
  asyncScheduler,
  concat,
  finalize,
  map,
  merge,
  of,
  switchMap,
  take,
  takeUntil,
  timer,
} from 'rxjs';
import { type Bound, DataChannelError } from '../errors.js';
import { changes$ } from '../signals.js';
import type { DataChannel, OpenDataChannelOptions } from './data-channel.js';
import { LiveChannel, channelError$ } from './live-channel.js';

/** A channel once it is open, until it closes; unsubscribing closes it. */
export const openedChannel$ = (
  channel: RTCDataChannel,
  handle: Bound,
  options: OpenDataChannelOptions,
): Observable<DataChannel> => {
  const { openTimeoutMs = 15_000, scheduler = asyncScheduler } = options;
  const late$ = timer(openTimeoutMs, scheduler).pipe(
    map(() => {
      throw new DataChannelError(`did not open within ${openTimeoutMs} ms`, channel.label, handle);
    }),
  );
  const open$: Observable<unknown> =
    channel.readyState === 'open' ? of(undefined) : merge(changes$(channel, 'open'), late$);
  return merge(
    open$.pipe(
      take(1),
      switchMap(() => concat(of(new LiveChannel(channel, handle, options)), NEVER)),
    ),
    channelError$(channel, handle),
  ).pipe(
    takeUntil(changes$(channel, 'close')),
    finalize(() => channel.close()),
  );
};
