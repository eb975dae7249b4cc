import { EMPTY, type Observable, catchError, filter, from, ignoreElements, mergeMap, take } from 'rxjs';
import type { HandleSnapshot } from '../../handle/handle.js';
import { videoRoom } from '../../plugins/videoroom/videoroom.js';
import type { JanusSession } from '../../session/session.js';

/** Gives handles of before a reload back, whose PeerConnections are gone; one that is not there counts as given. */
export const givenBack$ = (
  session: JanusSession,
  before: readonly HandleSnapshot[] = [],
): Observable<never> =>
  from(before).pipe(
    filter(({ plugin }) => plugin === videoRoom.package),
    mergeMap(({ handleId }) =>
      session.reattach$(videoRoom, handleId).pipe(
        mergeMap((handle) => handle.detach$()),
        take(1),
        catchError(() => EMPTY),
      ),
    ),
    ignoreElements(),
  );
