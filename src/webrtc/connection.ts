import {
  EMPTY,
  type Observable,
  catchError,
  defer,
  distinctUntilChanged,
  isObservable,
  map,
  of,
  race,
  scan,
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
      connection?.setConfiguration(value);
      return connection ?? makePeer(value);
    }, undefined),
    map((connection) => connection as RTCPeerConnection),
    distinctUntilChanged(),
  );

/** What fails later leaves the configuration as it was: the media flow by it. */
const inTime$ = (
  configuration$: Observable<RTCConfiguration>,
  { configurationTimeoutMs, scheduler }: PeerSettings,
): Observable<RTCConfiguration> =>
  defer(() => {
    let begun = false;
    const late$ = timer(configurationTimeoutMs, scheduler).pipe(
      map(() => {
        throw new InvalidArgumentError(
          'configuration',
          `told within ${configurationTimeoutMs} ms`,
          undefined,
        );
      }),
    );
    return race(
      configuration$.pipe(
        tap(() => (begun = true)),
        catchError((error: unknown) => (begun ? EMPTY : throwError(() => error))),
      ),
      late$,
    );
  });
