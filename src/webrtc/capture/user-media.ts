import {
  EMPTY,
  type Observable,
  concat,
  defer,
  finalize,
  fromEvent,
  isObservable,
  map,
  merge,
  mergeMap,
  of,
  switchMap,
  throwError,
} from 'rxjs';
import { DeviceLostError } from './errors.js';
import { type CaptureOptions, mediaDevicesOf } from './media-devices.js';
import { stop, taken$ } from './taken.js';

type Kind = 'audio' | 'video';
type Wanted = MediaStreamConstraints[Kind];

/** The tracks that are captured, and what each was asked for with. */
type Held = Map<Kind, { readonly wanted: string; readonly track: MediaStreamTrack }>;

/** What {@link userMedia$} takes: constraints, or an Observable of them. */
export type ConstraintsInput = MediaStreamConstraints | Observable<MediaStreamConstraints>;

/**
 * Captures camera and microphone for as long as it is subscribed to.
 *
 * Emits a stream for each value of the constraints; a kind whose constraints have not changed keeps its track, the others
 * are captured anew, and the old track is stopped once the new stream is told: `peer.send$(userMedia$(constraints$))`
 * switches devices by replacing the track, without negotiating. Goes on when the constraints complete; unsubscribing stops
 * all tracks. Errors with {@link CaptureDeniedError}, {@link NoDeviceError}, {@link DeviceInUseError},
 * {@link OverconstrainedDeviceError}, {@link CaptureFailedError}, with {@link CaptureUnsupportedError} where there is
 * nothing to capture with, and with {@link DeviceLostError} when a device is unplugged: `retry()` takes another one then.
 *
 * @example
 * ```ts
 * import { BehaviorSubject } from 'rxjs';
 * import { userMedia$ } from 'rxjs-janus/webrtc';
 *
 * const wanted$ = new BehaviorSubject<MediaStreamConstraints>({ audio: true, video: { width: 640 } });
 * const stream$ = userMedia$(wanted$.asObservable());
 * ```
 * @param constraints$ - What is to be captured.
 * @param options - Where.
 * @see https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia
 */
export const userMedia$ = (
  constraints$: ConstraintsInput,
  options: CaptureOptions = {},
): Observable<MediaStream> =>
  defer(() => {
    const devices = mediaDevicesOf(options);
    const held: Held = new Map();
    const source$ = isObservable(constraints$) ? constraints$ : of(constraints$);
    return source$.pipe(
      switchMap((constraints) => captured$(devices, held, constraints)),
      finalize(() => stop(tracksOf(held))),
    );
  });

const captured$ = (
  devices: MediaDevices,
  held: Held,
  constraints: MediaStreamConstraints,
): Observable<MediaStream> => {
  const asked = kinds.filter(
    (kind) => constraints[kind] && toldOf(constraints[kind]) !== held.get(kind)?.wanted,
  );
  return asked$(devices, constraints, asked).pipe(
    map((tracks) => replaced(held, constraints, tracks)),
    switchMap((left) => concat(of(new MediaStream(tracksOf(held))), stopped$(left), lost$(tracksOf(held)))),
  );
};

const kinds: readonly Kind[] = ['audio', 'video'];

const toldOf = (wanted: Wanted): string => JSON.stringify(wanted);

const tracksOf = (held: Held): MediaStreamTrack[] => [...held.values()].map(({ track }) => track);

/** Asks for what is wanted anew, other constraints than those of the kinds included. */
const asked$ = (
  devices: MediaDevices,
  constraints: MediaStreamConstraints,
  asked: readonly Kind[],
): Observable<readonly MediaStreamTrack[]> => {
  const noneOfThem = asked.length === 0 && kinds.some((kind) => constraints[kind]);
  if (noneOfThem) return of([]);
  const wanted = { ...constraints, ...Object.fromEntries(kinds.map((kind) => [kind, false])) };
  for (const kind of asked) wanted[kind] = constraints[kind] ?? false;
  return taken$('camera or microphone', () => devices.getUserMedia(wanted)).pipe(
    map((stream) => stream.getTracks()),
  );
};

/** Takes up the new tracks; the old ones that nobody wants any more. */
const replaced = (
  held: Held,
  constraints: MediaStreamConstraints,
  tracks: readonly MediaStreamTrack[],
): readonly MediaStreamTrack[] =>
  kinds.flatMap((kind) => {
    const [old, track] = [held.get(kind)?.track, tracks.find((one) => one.kind === kind)];
    if (track) held.set(kind, { wanted: toldOf(constraints[kind]), track });
    else if (!constraints[kind]) held.delete(kind);
    else return [];
    return old ?? [];
  });

const stopped$ = (tracks: readonly MediaStreamTrack[]): Observable<never> =>
  defer(() => {
    stop(tracks);
    return EMPTY;
  });

/** Never emits; errors when a track ends, which none does that we stop. */
const lost$ = (tracks: readonly MediaStreamTrack[]): Observable<never> =>
  merge(...tracks.map((track) => fromEvent(track, 'ended').pipe(map(() => track.kind)))).pipe(
    mergeMap((kind) => throwError(() => new DeviceLostError(kind))),
  );
