// Brings a fault of a script about.
import { type Proxy, type ProxyConnection } from '../../support/proxy.js';
import { sleep } from '../../support/until.js';
import { type ChaosLine } from './line.js';
import { type Fault, type Moment } from './script.js';

/** From here on a session may be gone when its line is back. */
const LONG_MS = 3_500;
/** A fault that waits for its moment waits no longer than that. */
const MOMENT_MS = 600;

type FaultOf<K extends Fault['kind']> = Extract<Fault, { readonly kind: K }>;
type Strikes = {
  readonly [K in Fault['kind']]: (line: ChaosLine, fault: FaultOf<K>) => Promise<void> | void;
};

const STRIKES: Strikes = {
  cut: ({ proxy }) => proxy.cut(),
  reset: ({ proxy }) => proxy.reset(),
  'cut-one': ({ proxy }) => proxy.connections.at(-1)?.sever('destroy'),
  stall: (line, { forMs }) => away(line, forMs, (on) => line.proxy.stall(on)),
  refuse: (line, { forMs }) => away(line, forMs, (on) => line.proxy.refuse(on)),
  blackhole: (line, { forMs }) => away(line, forMs, (on) => line.proxy.blackhole(on)),
  outage: (line, { forMs }) =>
    away(line, forMs, async (on) => {
      await line.proxy.refuse(on);
      if (on) line.proxy.cut();
    }),
  split: (line, { forMs }) => away(line, forMs, (on) => line.proxy.splitWrites(on)),
  slow: (line, { forMs, byMs }) => away(line, forMs, (on) => line.proxy.delayMs(on ? byMs : 0)),
  merge: (line, { forMs, byMs }) => away(line, forMs, (on) => line.proxy.mergeMs(on ? byMs : 0)),
  flap: ({ proxy }, { times, everyMs }) => flap(proxy, times, everyMs),
  'cut-at': ({ proxy }, fault) => cutAt(proxy, fault),
  destroy: ({ server, actors }, { session }) => {
    const actor = actors[session];
    actor?.causes.add('destroyed');
    return actor && server.admin.destroySession(actor.id);
  },
  leave: ({ actors }, { session }) => actors[session]?.leave(),
  expire: ({ server, actors }, { session }) => {
    const actor = actors[session];
    actor?.causes.add('expired');
    return actor && server.admin.setSessionTimeout(1, actor.id);
  },
};

export async function strike<K extends Fault['kind']>(line: ChaosLine, fault: FaultOf<K>): Promise<void> {
  await STRIKES[fault.kind](line, fault);
}

async function away(
  { actors }: ChaosLine,
  forMs: number,
  set: (on: boolean) => Promise<void> | void,
): Promise<void> {
  if (forMs > LONG_MS) for (const actor of actors) actor.causes.add('away too long');
  await set(true);
  await sleep(forMs);
  await set(false);
}

async function flap(proxy: Proxy, times: number, everyMs: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    proxy.cut();
    await sleep(everyMs);
  }
}

/** What passes is looked at as text: frames of the server's are not masked, and any that leaves is a request. */
const IS: Readonly<Record<Moment, (direction: 'out' | 'in', chunk: Buffer) => boolean>> = {
  request: (direction) => direction === 'out',
  ack: (direction, chunk) => direction === 'in' && chunk.includes('"ack"'),
  answer: (direction, chunk) => direction === 'in' && /"(success|event)"/.test(chunk.toString('latin1')),
};

async function cutAt(proxy: Proxy, { moment, side }: FaultOf<'cut-at'>): Promise<void> {
  let struck = false;
  const cut = (connection: ProxyConnection): void => {
    struck = true;
    if (side === 'before') connection.sever('destroy');
    else setImmediate(() => connection.sever('destroy'));
  };
  const stop = proxy.tap({
    data: (connection, direction, chunk) => {
      if (!struck && IS[moment](direction, chunk)) cut(connection);
    },
  });
  await sleep(MOMENT_MS);
  stop();
}
