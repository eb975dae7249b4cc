import {
  type Observable,
  type SchedulerLike,
  catchError,
  filter,
  from,
  map,
  merge,
  of,
  switchMap,
  take,
  throwError,
  timer,
} from 'rxjs';
import type { Jsep } from '../../protocol/jsep.js';
import { type Bound, NegotiationError } from '../errors.js';
import type { TrickleMode } from '../peer-options.js';
import { changes$ } from '../signals.js';

/** How candidates of ours travel, and how long they are waited for. */
export interface GatheringSettings {
  readonly trickle: TrickleMode;
  readonly gatheringTimeoutMs: number;
  readonly scheduler: SchedulerLike;
}

/**
 * Makes a description of ours and sets it. Emits it as it goes to the server: with the candidates in it, where they travel
 * so; past the deadline those there are must do.
 */
export const described$ = (
  connection: RTCPeerConnection,
  handle: Bound,
  make: () => Promise<RTCSessionDescriptionInit>,
  settings: GatheringSettings,
): Observable<Jsep> =>
  from(set(connection, make)).pipe(
    catchError((cause: unknown) => throwError(() => new NegotiationError('local', handle, { cause }))),
    switchMap((made) =>
      settings.trickle === 'full' ? of(made) : gathered$(connection, handle, made, settings),
    ),
    map(({ type, sdp = '' }) => ({
      type: type === 'answer' ? type : 'offer',
      sdp,
      ...(settings.trickle === 'none' && { trickle: false }),
    })),
  );

const set = async (
  connection: RTCPeerConnection,
  make: () => Promise<RTCSessionDescriptionInit>,
): Promise<RTCSessionDescriptionInit> => {
  const made = await make();
  await connection.setLocalDescription(made);
  return made;
};

const gathered$ = (
  connection: RTCPeerConnection,
  handle: Bound,
  made: RTCSessionDescriptionInit,
  { trickle, gatheringTimeoutMs, scheduler }: GatheringSettings,
): Observable<RTCSessionDescriptionInit> =>
  merge(
    of(undefined),
    changes$(connection, 'icegatheringstatechange', 'icecandidate'),
    timer(gatheringTimeoutMs, scheduler).pipe(map(() => 'late')),
  ).pipe(
    map((event) => ({ late: event === 'late', described: connection.localDescription ?? made })),
    // Right behind a restart the platform still says complete, of the gathering before.
    filter(
      ({ late, described }) =>
        late || (connection.iceGatheringState === 'complete' && holdsCandidates(described)),
    ),
    take(1),
    map(({ described }) => {
      // Those that come later can be sent behind it, but where all must be in it already.
      if (trickle === 'none' && !holdsCandidates(described)) throw new NegotiationError('gathering', handle);
      return described;
    }),
  );

const holdsCandidates = ({ sdp = '' }: RTCSessionDescriptionInit): boolean => /^a=candidate:/m.test(sdp);
