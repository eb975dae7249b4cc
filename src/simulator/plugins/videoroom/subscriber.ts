import type { JsonObject } from '../../json/object.js';
import type { PluginPort } from '../plugin.js';
import type { RoomId } from './ids.js';
import type { Publisher } from './publisher.js';
import { describeSubscription, offerSdp, type Subscription } from './subscription.js';
import type { RoomStream } from './streams.js';

/** A stream that somebody wants. */
export interface Wanted {
  readonly publisher: Publisher;
  readonly stream: RoomStream;
}

/** A handle that subscribes to streams of others; a change while an offer is out waits for its answer. */
export class Subscriber {
  subscriptions: Subscription[] = [];
  #answered = false;
  #changed = false;
  #version = 0;
  #offered: readonly Subscription[] = [];

  constructor(
    readonly roomId: RoomId,
    readonly port: PluginPort,
    private readonly autoUpdate: boolean,
  ) {}

  add(wanted: readonly Wanted[]): void {
    for (const { publisher, stream } of wanted) {
      this.subscriptions.push({
        mindex: this.subscriptions.length,
        stream,
        publisher,
        send: true,
        ready: false,
      });
    }
  }

  /** Of a feed all, or one stream by its mid; or the one of an m-line of ours. */
  remove(unwanted: readonly JsonObject[]): void {
    for (const subscription of this.subscriptions) {
      const { publisher, stream, mindex } = subscription;
      const hit = unwanted.some(
        ({ sub_mid, feed, mid }) =>
          sub_mid === String(mindex) || (feed === publisher?.id && (mid === undefined || mid === stream.mid)),
      );
      if (hit) subscription.publisher = undefined;
    }
  }

  /** Offers what it is subscribed to now. */
  offer(event: JsonObject, transaction?: string): void {
    this.#answered = false;
    this.#changed = false;
    this.#version += 1;
    this.#offered = [...this.subscriptions];
    const sdp = offerSdp(this.roomId, this.#version, this.subscriptions);
    const jsep = { type: 'offer', sdp } as const;
    const streams = this.subscriptions.map(describeSubscription);
    this.port.push({ ...event, streams }, { jsep, ...(transaction === undefined ? {} : { transaction }) });
  }

  /** Offers a change, or notes it if an offer is out; tells which. */
  change(offer: () => void): 'offered' | 'postponed' {
    if (this.#answered) {
      offer();
      return 'offered';
    }
    this.#changed = true;
    return 'postponed';
  }

  /** An answer came: what changed meanwhile is offered next. */
  answered(): void {
    this.#answered = true;
    this.#offered.forEach((subscription) => (subscription.ready = true));
    if (this.#changed) this.offerUpdate();
  }

  /** A publisher stopped. */
  lose(publisher: Publisher): void {
    const lost = this.subscriptions.filter((subscription) => subscription.publisher === publisher);
    lost.forEach((subscription) => (subscription.publisher = undefined));
    const wasMedia = lost.some(({ stream }) => stream.type !== 'data');
    if (wasMedia && this.autoUpdate) this.change(() => this.offerUpdate());
  }

  hungUp(): void {
    this.subscriptions = [];
    this.#answered = this.#changed = false;
  }

  offerUpdate(): void {
    this.offer({ videoroom: 'updated', room: this.roomId });
  }
}
