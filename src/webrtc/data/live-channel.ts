import {
  EMPTY,
  type Observable,
  type SchedulerLike,
  asyncScheduler,
  defer,
  filter,
  ignoreElements,
  map,
  merge,
  take,
  takeUntil,
  timer,
} from 'rxjs';
import { ofKind } from '../../internal/of-kind.js';
import { type Bound, DataChannelError } from '../errors.js';
import { changes$ } from '../signals.js';
import type { DataChannel, DataChannelOptions, DataMessage, DataPayload } from './data-channel.js';

const toMessage = (event: Event): DataMessage => {
  const { data } = event as MessageEvent<unknown>;
  if (typeof data === 'string') return { kind: 'text', text: data };
  return { kind: 'binary', bytes: data instanceof Uint8Array ? data : new Uint8Array(data as ArrayBuffer) };
};

/** A data channel over the platform's own. */
export class LiveChannel implements DataChannel {
  readonly channel: RTCDataChannel;
  readonly #handle: Bound;
  readonly #stuckMs: number;
  readonly #scheduler: SchedulerLike;

  constructor(
    channel: RTCDataChannel,
    handle: Bound,
    { lowWaterBytes = 65_536, stuckMs = 30_000, scheduler = asyncScheduler }: DataChannelOptions,
  ) {
    this.channel = channel;
    this.#handle = handle;
    this.#stuckMs = stuckMs;
    this.#scheduler = scheduler;
    // Blobs would have to be awaited, and come out of order then.
    channel.binaryType = 'arraybuffer';
    channel.bufferedAmountLowThreshold = lowWaterBytes;
  }

  get label(): string {
    return this.channel.label;
  }

  get message$(): Observable<DataMessage> {
    return changes$(this.channel, 'message').pipe(map(toMessage), takeUntil(changes$(this.channel, 'close')));
  }

  get text$(): Observable<string> {
    return this.message$.pipe(
      ofKind('text'),
      map(({ text }) => text),
    );
  }

  send(data: DataPayload): void {
    if (this.channel.readyState !== 'open') throw this.#error('is not open');
    // The platform has a signature for each kind, and takes them all the same way.
    this.channel.send(data as string);
  }

  send$(data: DataPayload): Observable<never> {
    return defer(() => {
      this.send(data);
      return this.#low$();
    });
  }

  #low$(): Observable<never> {
    const { channel } = this;
    const isLow = (): boolean => channel.bufferedAmount <= channel.bufferedAmountLowThreshold;
    if (isLow()) return EMPTY;
    return merge(
      changes$(channel, 'bufferedamountlow').pipe(filter(isLow)),
      changes$(channel, 'close').pipe(map(() => 'closed with data in it')),
      timer(this.#stuckMs, this.#scheduler).pipe(map(() => `moved nothing for ${this.#stuckMs} ms`)),
    ).pipe(
      take(1),
      map((end) => {
        if (typeof end === 'string') throw this.#error(end);
      }),
      ignoreElements(),
    );
  }

  #error(problem: string): DataChannelError {
    return new DataChannelError(problem, this.label, this.#handle);
  }
}

/** The errors of a channel before and while it is open. */
export const channelError$ = (channel: RTCDataChannel, handle: Bound): Observable<never> =>
  changes$(channel, 'error').pipe(
    map((event) => {
      const { error: cause } = event as RTCErrorEvent;
      throw new DataChannelError('failed', channel.label, handle, { cause });
    }),
  );
