import {
  EMPTY,
  type Observable,
  catchError,
  concat,
  defer,
  distinctUntilChanged,
  isObservable,
  map,
  of,
  race,
  scan,
  switchMap,
  tap,
  throwError,
  timer,
} from 'rxjs';
import { InvalidArgumentError } from '../errors/input-errors.js';
import { platformPeer } from './make-peer.js';
import type { PeerOptions } from './peer-options.js';
import type { PeerSettings } from './settings.js';

/** A PeerConnection by the first configuration; later ones are set on it. Emits it once, and closes it nowhere. */
export const connection$ = (
  { configuration = {}, makePeer = platformPeer }: PeerOptions,
  settings: PeerSettings,
): Observable<RTCPeerConnection> =>
  (isObservable(configuration) ? inTime$(configuration, settings) : of(configuration)).pipe(
    scan<RTCConfiguration, RTCPeerConnection | undefined>((connection, value) => {
      if (!connection) return makePeer(value);
      try {
        connection.setConfiguration(value);
      } catch {
        // A later one that is not taken, as one with another bundlePolicy, leaves the configuration as it was.
      }
      return connection;
    }, undefined),
    map((connection) => connection as RTCPeerConnection),
    distinctUntilChanged(),
  );

/** Milliseconds that a source has to tell the next PeerConnection something; then what it told before must do. */
const RECALL_MS = 1_000;

/** What fails later leaves the configuration as it was: the media flow by it. */
const inTime$ = (
  configuration$: Observable<RTCConfiguration>,
  { configurationTimeoutMs: limitMs, scheduler }: PeerSettings,
): Observable<RTCConfiguration> => {
  let newest: RTCConfiguration | undefined;
  const newest$ = defer(() => (newest ? of(newest) : EMPTY));
  const told$ = configuration$.pipe(
    tap((value) => (newest = value)),
    catchError((error: unknown) => (newest ? EMPTY : throwError(() => error))),
  );
  const none$ = throwError(
    () => new InvalidArgumentError('configuration', `told within ${limitMs} ms`, undefined),
  );
  return defer(() => {
    const late$ = newest ? concat(newest$, told$) : none$;
    const untilLate$ = timer(newest ? RECALL_MS : limitMs, scheduler);
    return race(concat(told$, newest$), untilLate$.pipe(switchMap(() => late$)));
  });
};
