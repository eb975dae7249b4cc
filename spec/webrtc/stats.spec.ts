// Samples: when they are taken, and what is read from them.
import { EMPTY, type Observable, of, throwError } from 'rxjs';
import { type Entry, type Report, statsOf } from '../../src/webrtc/stats/read.js';
import { qualityOf } from '../../src/webrtc/stats/quality.js';
import { sampled$ } from '../../src/webrtc/stats/sampled.js';
import { virtually } from '../support/marbles.js';

const report = (at: number, ...entries: readonly Entry[]): Report => ({
  at,
  entries: new Map(entries.map((entry) => [entry.id, entry])),
});

const inbound = (packetsReceived: number, packetsLost: number, bytesReceived: number): Entry => ({
  id: 'in',
  type: 'inbound-rtp',
  mid: '0',
  kind: 'video',
  ...{ packetsReceived, packetsLost, bytesReceived, jitter: 0.012 },
  ...{ frameWidth: 320, frameHeight: 240, framesPerSecond: 15, framesDecoded: 40 },
});
const outbound = (packetsSent: number, bytesSent: number): Entry => ({
  ...{ id: 'out', type: 'outbound-rtp', mid: '1', kind: 'audio', remoteId: 'far', mediaSourceId: 'mic' },
  ...{ packetsSent, bytesSent },
});
const far = (packetsLost: number): Entry => ({
  ...{ id: 'far', type: 'remote-inbound-rtp', localId: 'out' },
  ...{ packetsLost, jitter: 0.004, roundTripTime: 0.25 },
});
const mic: Entry = { id: 'mic', type: 'media-source', audioLevel: 0.5 };
const path: Entry = { id: 'p', type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.02 };

describe('samples', () => {
  it('are taken each period while somebody looks, and told as the difference to the one before', () => {
    virtually(({ expectObservable, scheduler, now }) => {
      let asked = 0;
      const report$ = (): Observable<Report> => of(report(now(), inbound((asked += 1) * 10, 0, 0)));
      const told$ = sampled$(report$, { periodMs: 10, scheduler });
      const packets = {
        a: expect.objectContaining({ at: 10, since: 0 }),
        b: expect.objectContaining({ at: 20 }),
      };
      expectObservable(told$, '^ 24ms !').toBe('10ms a 9ms b', packets);
    });
  });

  it('are waited for when they are late, and left out when they fail', () => {
    virtually(({ cold, expectObservable, scheduler, now }) => {
      const ways = [
        () => of(report(now())),
        () => throwError(() => new Error('closed')),
        () => cold('15ms r|', { r: report(35) }),
        () => of(report(now())),
      ];
      const told$ = sampled$(() => ways.shift()?.() ?? EMPTY, { periodMs: 10, scheduler });
      const values = {
        a: expect.objectContaining({ since: 0, at: 35 }),
        b: expect.objectContaining({ since: 35, at: 40 }),
      };
      expectObservable(told$, '^ 60ms !').toBe('35ms a 4ms b', values);
    });
  });

  it('tell rates, losses and pictures by mid, each way', () => {
    const before = report(1_000, inbound(100, 0, 10_000), outbound(50, 5_000), far(1));
    const now = report(3_000, inbound(190, 10, 60_000), outbound(100, 15_000), far(1), mic, path);
    expect(statsOf(now, before)).toEqual({
      ...{ at: 3_000, since: 1_000, roundTripMs: 20, availableBitrate: undefined },
      tracks: [
        {
          ...{
            mid: '0',
            kind: 'video',
            direction: 'in',
            rid: undefined,
            bitrate: 200_000,
            packets: 90,
            loss: 0.1,
          },
          ...{ jitterMs: 12, roundTripMs: undefined, width: 320, height: 240, frameRate: 15, frames: 40 },
          audioLevel: undefined,
        },
        {
          ...{
            mid: '1',
            kind: 'audio',
            direction: 'out',
            rid: undefined,
            bitrate: 40_000,
            packets: 50,
            loss: 0,
          },
          ...{ jitterMs: 4, roundTripMs: 250, width: undefined, height: undefined, frameRate: undefined },
          ...{ frames: undefined, audioLevel: 0.5 },
        },
      ],
    });
  });

  it('are judged by the worst of them', () => {
    const limits = [
      { loss: 0.02, jitterMs: 30, roundTripMs: 200 },
      { loss: 0.08, jitterMs: 80, roundTripMs: 500 },
    ] as const;
    const before = report(0, inbound(0, 0, 0), outbound(0, 0), far(0));
    const qualityBehind = (lost: number, ...more: readonly Entry[]) =>
      qualityOf(statsOf(report(1_000, inbound(100 - lost, lost, 1), ...more), before), ...limits);
    expect(qualityBehind(0)).toEqual({ level: 'good', because: [] });
    expect(qualityBehind(4)).toEqual({ level: 'fair', because: ['loss'] });
    expect(qualityBehind(10, outbound(1, 1), far(0))).toEqual({
      level: 'poor',
      because: ['loss', 'round-trip'],
    });
  });
});
