import type { Observable, SchedulerLike } from 'rxjs';

/** What came over a data channel; `switch` on `kind`. */
export type DataMessage =
  | {
      readonly kind: 'text';
      /** The text. */
      readonly text: string;
    }
  | {
      readonly kind: 'binary';
      /** The bytes. */
      readonly bytes: Uint8Array;
    };

/** What goes over a data channel. */
export type DataPayload = string | ArrayBuffer | ArrayBufferView<ArrayBuffer>;

/** An open data channel, living while somebody is subscribed to what gave it. */
export interface DataChannel {
  /** Its label. */
  readonly label: string;
  /** The channel itself, for what has no stream here. */
  readonly channel: RTCDataChannel;
  /** Hot: what comes, in order. Completes when the channel closes. */
  readonly message$: Observable<DataMessage>;
  /** Hot: the texts that come, in order. Completes when the channel closes. */
  readonly text$: Observable<string>;
  /** Sends at once, however much waits already. Throws {@link DataChannelError} when the channel is not open. */
  send(data: DataPayload): void;
  /**
   * Sends, and completes when no more than `lowWaterBytes` wait to leave: `concatMap` over it goes as fast as the network.
   * Cold; emits nothing. Errors with {@link DataChannelError} when the channel is not open, closes first, or is stuck for
   * `stuckMs`.
   *
   * @param data - A text or bytes.
   */
  send$(data: DataPayload): Observable<never>;
}

/** What {@link openDataChannel$} and {@link dataChannels$} take. */
export interface DataChannelOptions {
  /** How many bytes may wait to leave before `send$` holds up; 65,536 by default. */
  readonly lowWaterBytes?: number;
  /** Milliseconds that `send$` waits for them to leave; 30,000 by default. */
  readonly stuckMs?: number;
  /** Where that is timed; the asynchronous scheduler by default. */
  readonly scheduler?: SchedulerLike;
}

/** What {@link openDataChannel$} takes. */
export interface OpenDataChannelOptions extends DataChannelOptions {
  /** How it is opened: unordered or with losses, by which protocol. Ordered and reliable by default. */
  readonly init?: RTCDataChannelInit;
  /** Milliseconds until it must be open; 15,000 by default. */
  readonly openTimeoutMs?: number;
}
