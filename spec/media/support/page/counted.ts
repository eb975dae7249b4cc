// What has really arrived: decoded frames and received packets, by getStats, of all PeerConnections of the page.
import { sleep, until } from './waiting.js';

/** Every PeerConnection that the page has made, from the start on. */
export const connections: RTCPeerConnection[] = [];

const Native = globalThis.RTCPeerConnection;
globalThis.RTCPeerConnection = class extends Native {
  constructor(...args: ConstructorParameters<typeof RTCPeerConnection>) {
    super(...args);
    connections.push(this);
  }
};

/** Keeps none of those that are closed. */
export function forget(): void {
  const open = openConnections();
  connections.splice(0, connections.length, ...open);
}

export const openConnections = (): RTCPeerConnection[] =>
  connections.filter(({ connectionState }) => connectionState !== 'closed');

/** What has come on one mid. */
export interface Arrived {
  readonly mid: string;
  readonly kind: string;
  readonly frames: number;
  readonly packets: number;
  readonly width: number;
}

interface Inbound {
  readonly type: string;
  readonly kind: string;
  readonly mid: string;
  readonly framesDecoded?: number;
  readonly packetsReceived?: number;
  readonly frameWidth?: number;
}

/** By mid, of one PeerConnection. */
export async function arrivedAt(pc: RTCPeerConnection): Promise<Arrived[]> {
  const all: Inbound[] = [];
  (await pc.getStats()).forEach((one: Inbound) => all.push(one));
  return all
    .filter(({ type }) => type === 'inbound-rtp')
    .map(({ mid, kind, framesDecoded = 0, packetsReceived = 0, frameWidth = 0 }) => ({
      ...{ mid, kind, width: frameWidth },
      ...{ frames: framesDecoded, packets: packetsReceived },
    }));
}

/** Of all open PeerConnections of the page. */
export async function arrived(from: readonly RTCPeerConnection[] = openConnections()): Promise<Arrived[]> {
  return (await Promise.all(from.map(arrivedAt))).flat();
}

/** Frames decoded and packets of sound received, all together. */
export interface Sum {
  readonly frames: number;
  readonly packets: number;
}

export async function sumOf(from: readonly RTCPeerConnection[] = openConnections()): Promise<Sum> {
  const all = await arrived(from);
  const sound = all.filter(({ kind }) => kind === 'audio');
  return {
    frames: all.reduce((sum, { frames }) => sum + frames, 0),
    packets: sound.reduce((sum, { packets }) => sum + packets, 0),
  };
}

const receives = (pc: RTCPeerConnection): boolean =>
  pc.getTransceivers().some(({ currentDirection }) => currentDirection?.includes('recv'));

const sumsOf = async (from: readonly RTCPeerConnection[]): Promise<Map<RTCPeerConnection, Sum>> => {
  const all = from.filter(receives).map(async (pc) => [pc, await sumOf([pc])] as const);
  return new Map(await Promise.all(all));
};

/**
 * Resolves with what has come when each PeerConnection that receives has got at least so many more frames and packets of
 * sound; later ones too, unless those are named that shall.
 */
export async function more(
  { frames = 0, packets = 0 }: Partial<Sum>,
  from?: readonly RTCPeerConnection[],
): Promise<Sum> {
  const before = await sumsOf(from ?? openConnections());
  const [sum, each] = [{ frames: 0, packets: 0 }, [] as Sum[]];
  return until(`${String(frames)} frames and ${String(packets)} packets more`, async () => {
    each.length = 0;
    for (const [pc, now] of await sumsOf(from ?? openConnections())) {
      const then = before.get(pc) ?? { frames: 0, packets: 0 };
      each.push({ frames: now.frames - then.frames, packets: now.packets - then.packets });
    }
    sum.frames = each.reduce((all, one) => all + one.frames, 0);
    sum.packets = each.reduce((all, one) => all + one.packets, 0);
    return each.length > 0 && each.every((one) => one.frames >= frames && one.packets >= packets) && sum;
  });
}

interface Loss {
  readonly type: string;
  readonly packetsLost?: number;
  readonly freezeCount?: number;
}

/** What was lost on the way to the open PeerConnections, and how often pictures stood still. */
export async function losses(): Promise<{ readonly packetsLost: number; readonly freezes: number }> {
  const all: Loss[] = [];
  for (const pc of openConnections()) (await pc.getStats()).forEach((one: Loss) => all.push(one));
  const inbound = all.filter(({ type }) => type === 'inbound-rtp');
  return {
    packetsLost: inbound.reduce((sum, { packetsLost = 0 }) => sum + packetsLost, 0),
    freezes: inbound.reduce((sum, { freezeCount = 0 }) => sum + freezeCount, 0),
  };
}

interface Frames {
  readonly type: string;
  readonly packetsSent?: number;
  readonly framesReceived?: number;
  readonly framesDecoded?: number;
}

async function rows(from: readonly RTCPeerConnection[] = openConnections()): Promise<Frames[]> {
  const all: Frames[] = [];
  for (const pc of from) (await pc.getStats()).forEach((one: Frames) => all.push(one));
  return all;
}

/** Packets that have left the open PeerConnections. */
export const sent = async (): Promise<number> =>
  (await rows())
    .filter(({ type }) => type === 'outbound-rtp')
    .reduce((sum, { packetsSent = 0 }) => sum + packetsSent, 0);

/** How many of the frames that come in two seconds are decoded, 0 to 1. */
export async function shareDecoded(from?: readonly RTCPeerConnection[]): Promise<number> {
  const framesOf = async () => {
    const inbound = (await rows(from)).filter(({ type }) => type === 'inbound-rtp');
    const sum = (key: 'framesReceived' | 'framesDecoded') =>
      inbound.reduce((all, one) => all + (one[key] ?? 0), 0);
    return [sum('framesReceived'), sum('framesDecoded')] as const;
  };
  const [received, decoded] = await framesOf();
  await sleep(2_000);
  const [later, decodedLater] = await framesOf();
  return later === received ? 0 : (decodedLater - decoded) / (later - received);
}
