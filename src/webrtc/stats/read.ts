import type { PeerStats, TrackStats } from './peer-stats.js';

/** An entry of a report: browsers and versions leave out what they do not know. */
export interface Entry {
  readonly id: string;
  readonly type: string;
  readonly [field: string]: unknown;
}

/** A report, by id, and when it was taken. */
export interface Report {
  readonly at: number;
  readonly entries: ReadonlyMap<string, Entry>;
}

const num = (entry: Entry | undefined, field: string): number | undefined => {
  const value = entry?.[field];
  return typeof value === 'number' ? value : undefined;
};

const text = (entry: Entry, field: string): string | undefined => {
  const value = entry[field];
  return typeof value === 'string' ? value : undefined;
};

const ms = (seconds: number | undefined): number | undefined =>
  seconds === undefined ? undefined : seconds * 1_000;

/** What was counted between two reports. */
const grown = (field: string, now: Entry | undefined, before: Entry | undefined): number =>
  Math.max(0, (num(now, field) ?? 0) - (num(before, field) ?? 0));

/** What is told of a stream elsewhere: by the other end, or of its source. */
const related = (entry: Entry, { entries }: Report): Entry | undefined => {
  const named = text(entry, 'remoteId');
  if (named !== undefined) return entries.get(named);
  return [...entries.values()].find(
    ({ type, ['localId']: of }) => type.startsWith('remote-') && of === entry.id,
  );
};

const share = (lost: number, came: number): number => (lost + came > 0 ? lost / (lost + came) : 0);

/** The difference of two reports for people. */
export const statsOf = (now: Report, before: Report): PeerStats => {
  const all = [...now.entries.values()];
  const path = all.find(
    (entry) => entry.type === 'candidate-pair' && (entry['nominated'] === true || entry['selected'] === true),
  );
  return {
    at: now.at,
    since: before.at,
    roundTripMs: ms(num(path, 'currentRoundTripTime')),
    availableBitrate: num(path, 'availableOutgoingBitrate'),
    tracks: all.flatMap((entry) => trackOf(entry, now, before) ?? []),
  };
};

const trackOf = (entry: Entry, now: Report, before: Report): TrackStats | undefined => {
  const mid = text(entry, 'mid');
  if (mid === undefined || !/^(?:in|out)bound-rtp$/.test(entry.type)) return undefined;
  const isIn = entry.type === 'inbound-rtp';
  const earlier = before.entries.get(entry.id);
  // What is received is counted here, what is sent by the other end.
  const counted = isIn ? entry : related(entry, now);
  const countedBefore = isIn ? earlier : earlier && related(earlier, before);
  const packets = grown(isIn ? 'packetsReceived' : 'packetsSent', entry, earlier);
  const seconds = Math.max(0.001, (now.at - before.at) / 1_000);
  const source = now.entries.get(text(entry, 'mediaSourceId') ?? '');
  return {
    mid,
    kind: text(entry, 'kind') ?? '',
    direction: isIn ? 'in' : 'out',
    rid: text(entry, 'rid'),
    bitrate: (grown(isIn ? 'bytesReceived' : 'bytesSent', entry, earlier) * 8) / seconds,
    packets,
    loss: share(grown('packetsLost', counted, countedBefore), packets),
    jitterMs: ms(num(counted, 'jitter')),
    roundTripMs: ms(num(counted, 'roundTripTime')),
    width: num(entry, 'frameWidth'),
    height: num(entry, 'frameHeight'),
    frameRate: num(entry, 'framesPerSecond'),
    frames: num(entry, isIn ? 'framesDecoded' : 'framesEncoded'),
    audioLevel: num(entry, 'audioLevel') ?? num(source, 'audioLevel'),
  };
};
