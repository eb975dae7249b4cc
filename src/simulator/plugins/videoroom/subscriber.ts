import type { JsonObject } from '../../json/object.js';
import type { PluginPort } from '../plugin.js';
import type { RoomId } from '../rooms/ids.js';
import type { Publisher } from './publisher.js';
import { clear, describeSubscription, fits, isMeant, offerSdp, type Subscription } from './subscription.js';
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
  #skipped = false;
  #version = 0;
  #offered: readonly Subscription[] = [];

  constructor(
    readonly roomId: RoomId,
    readonly port: PluginPort,
    private readonly autoUpdate: boolean,
  ) {}

  /** Gives how many m-lines changed: those without a source are taken first, and there is one for all data. */
  add(wanted: readonly Wanted[]): number {
    return wanted.filter(({ publisher, stream }) => {
      const lines = this.subscriptions;
      if (stream.type === 'data' && lines.some((line) => line.stream.type === 'data' && line.publisher))
        return false;
      const free = lines.find((line) => line.publisher === undefined && fits(line, stream));
      if (free) Object.assign(free, { stream, publisher, send: true });
      else lines.push({ mindex: lines.length, stream, publisher, send: true, ready: false });
      return true;
    }).length;
  }

  /** Of a feed all, or one stream by its mid; or the one of an m-line of ours. Gives how many changed. */
  remove(unwanted: readonly JsonObject[]): number {
    let changes = 0;
    for (const wish of unwanted)
      for (const line of this.subscriptions.filter((one) => isMeant(one, wish))) {
        if (line.stream.type !== 'data' || wish['sub_mid'] !== undefined) changes += 1;
        clear(line);
      }
    return changes;
  }

  /** Whether a publisher has gone whose going was not offered; asked once. */
  takeSkipped(): boolean {
    const skipped = this.#skipped;
    this.#skipped = false;
    return skipped;
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
    for (const line of this.#offered)
      if (line.publisher !== undefined || line.stream.type === 'data') line.ready = true;
    if (this.#changed) this.offerUpdate();
  }

  /** A publisher stopped. */
  lose(publisher: Publisher): void {
    const lost = this.subscriptions.filter((subscription) => subscription.publisher === publisher);
    lost.forEach(clear);
    const wasMedia = lost.some(({ stream }) => stream.type !== 'data');
    if (wasMedia && this.autoUpdate) this.change(() => this.offerUpdate());
    else if (wasMedia) this.#skipped = true;
  }

  hungUp(): void {
    this.subscriptions = [];
    this.#answered = this.#changed = this.#skipped = false;
  }

  offerUpdate(transaction?: string): void {
    this.offer({ videoroom: 'updated', room: this.roomId }, transaction);
  }
}
