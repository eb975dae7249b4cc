// Records what passes through a proxy as parsed frames, for WebSocket and REST alike.
import { type Proxy, type ProxyConnection } from './proxy.js';
import { type Frame } from './wire/frame.js';
import { Line } from './wire/line.js';

export { type Frame } from './wire/frame.js';

/** Every field that is given must be equal. */
export type FrameFilter = Partial<
  Pick<Frame, 'connection' | 'direction' | 'verb' | 'sessionId' | 'handleId'>
>;

export interface Wire {
  /** Everything, in the order in which it reached the proxy. */
  readonly frames: readonly Frame[];
  select(filter?: FrameFilter): readonly Frame[];
  /** For assertions of order, as `['create', 'attach', 'detach', 'destroy', 'closed']`. */
  verbs(filter?: FrameFilter): readonly string[];
  count(verb: string, filter?: FrameFilter): number;
  /** The same over what comes from now on. */
  fromNow(): Wire;
  /** Records no more; what was recorded stays. */
  stop(): void;
}

export function recordWire(proxy: Proxy): Wire {
  const frames: Frame[] = [];
  const lines = new Map<number, Line>();
  const lineOf = (connection: ProxyConnection): Line => {
    const line =
      lines.get(connection.number) ??
      new Line((draft) => {
        frames.push({ at: Date.now(), connection: connection.number, ...draft });
      });
    lines.set(connection.number, line);
    return line;
  };
  const stop = proxy.tap({
    opened: (connection) => lineOf(connection).tell({ direction: 'out', verb: 'opened' }),
    data: (connection, direction, chunk) => lineOf(connection).read(direction, chunk),
    closed: (connection, by) => lineOf(connection).close(by),
  });
  return new Recording(frames, 0, stop);
}

class Recording implements Wire {
  constructor(
    readonly all: readonly Frame[],
    readonly start: number,
    readonly stop: () => void,
  ) {}

  get frames(): readonly Frame[] {
    return this.all.slice(this.start);
  }

  select(filter: FrameFilter = {}): readonly Frame[] {
    const wanted = Object.entries(filter);
    return this.frames.filter((frame) => wanted.every(([key, value]) => frame[key as keyof Frame] === value));
  }

  verbs(filter?: FrameFilter): readonly string[] {
    return this.select(filter).map((frame) => frame.verb);
  }

  count(verb: string, filter: FrameFilter = {}): number {
    return this.select({ ...filter, verb }).length;
  }

  fromNow(): Wire {
    return new Recording(this.all, this.all.length, this.stop);
  }
}
