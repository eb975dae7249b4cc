import { EMPTY, type Observable, map } from 'rxjs';
import { type Peer, type Quality as PeerQuality, type TrackStats, quality$, stats$ } from 'rxjs-janus/webrtc';

/** How well media come through. */
export type Quality = PeerQuality['level'];

/** Looked at no more often than one reads it. */
const EVERY = { periodMs: 2_000 };

const gradeOf = ({ loss, jitterMs = 0 }: TrackStats): Quality => {
  if (loss >= 0.08 || jitterMs >= 80) return 'poor';
  return loss >= 0.02 || jitterMs >= 30 ? 'fair' : 'good';
};

/** How well each of those media comes through that a PeerConnection receives, by mid. */
export const qualities$ = (peer: Peer | undefined): Observable<ReadonlyMap<string, Quality>> =>
  peer === undefined
    ? EMPTY
    : stats$(peer, EVERY).pipe(
        map(
          ({ tracks }) =>
            new Map(
              tracks
                .filter(({ direction }) => direction === 'in')
                .map((track) => [track.mid, gradeOf(track)]),
            ),
        ),
      );

/** How well one's own get away. */
export const ownQuality$ = (peer: Peer | undefined): Observable<Quality> =>
  peer === undefined ? EMPTY : quality$(peer, EVERY).pipe(map(({ level }) => level));
