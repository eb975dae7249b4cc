// One direction of a proxied connection: late, in small pieces, or held back, but always in order.
import { type Socket } from 'node:net';

export interface Shape {
  /** Milliseconds each chunk waits before it goes on. */
  delayMs: number;
  /** The largest piece written at once, in bytes; 0 leaves chunks whole. */
  pieceBytes: number;
  /** Milliseconds between two deliveries, all that came meanwhile in one write; 0 sends on at once. */
  mergeMs: number;
}

interface Parcel {
  readonly data: Buffer | 'end';
  readonly dueAt: number;
}

export class Direction {
  bytes = 0;
  #queue: Parcel[] = [];
  #timer: NodeJS.Timeout | undefined;
  #stalled = false;

  constructor(
    readonly from: Socket,
    readonly to: Socket,
    readonly shape: Readonly<Shape>,
    tap: (chunk: Buffer) => void,
  ) {
    from.on('data', (chunk: Buffer) => {
      this.bytes += chunk.length;
      tap(chunk);
      this.#push(chunk);
    });
    from.on('end', () => this.#push('end'));
  }

  /** Reading stops as well, so that even an end or a reset stays unseen until the stall is over. */
  stall(on: boolean): void {
    this.#stalled = on;
    if (on) this.from.pause();
    else this.from.resume();
    this.#pump();
  }

  drop(): void {
    clearTimeout(this.#timer);
    this.#queue = [];
  }

  #push(data: Buffer | 'end'): void {
    const dueAt = this.#dueAt();
    for (const piece of this.#pieces(data)) this.#queue.push({ data: piece, dueAt });
    this.#pump();
  }

  #dueAt(): number {
    const { delayMs, mergeMs } = this.shape;
    const dueAt = performance.now() + delayMs;
    return mergeMs === 0 ? dueAt : Math.ceil(dueAt / mergeMs) * mergeMs;
  }

  #pieces(data: Buffer | 'end'): (Buffer | 'end')[] {
    const size = this.shape.pieceBytes;
    if (data === 'end' || size === 0) return [data];
    const count = Math.ceil(data.length / size);
    return Array.from({ length: count }, (_, i) => data.subarray(i * size, (i + 1) * size));
  }

  #pump(): void {
    clearTimeout(this.#timer);
    while (!this.#stalled && this.#queue[0] !== undefined) {
      const waitMs = this.#queue[0].dueAt - performance.now();
      if (waitMs > 0) return this.#later(waitMs);
      this.#deliver();
      // A turn between two pieces, or the kernel would put them together again.
      if (this.shape.pieceBytes > 0) return this.#later(0);
    }
  }

  #later(ms: number): void {
    this.#timer = setTimeout(() => this.#pump(), ms);
  }

  #deliver(): void {
    const parcel = this.#queue.shift();
    if (parcel === undefined || this.to.destroyed) return;
    if (parcel.data === 'end') this.to.end();
    else this.to.write(Buffer.concat([parcel.data, ...this.#alongside(parcel.dueAt)]));
  }

  /** What leaves in the same write. */
  #alongside(dueAt: number): Buffer[] {
    const data: Buffer[] = [];
    while (this.shape.mergeMs > 0 && this.#queue[0]?.dueAt === dueAt && this.#queue[0].data !== 'end')
      data.push(this.#queue.shift()?.data as Buffer);
    return data;
  }
}
