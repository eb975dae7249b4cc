import { type Observable, defer, distinctUntilChanged, fromEvent, map, startWith, switchMap } from 'rxjs';
import { type CaptureOptions, mediaDevicesOf } from './media-devices.js';

/** Which devices are told of. */
export interface DevicesOptions extends CaptureOptions {
  /** Those of one kind; all by default. */
  readonly kind?: MediaDeviceKind;
}

/**
 * Emits the devices that there are, and again when one is plugged in or out.
 *
 * Names and ids are empty until the user has allowed a capture; subscribe again behind the first one. Never completes;
 * errors with {@link CaptureUnsupportedError} where there is nothing to capture with.
 *
 * @param options - Which devices, and where.
 * @see https://w3c.github.io/mediacapture-main/#dom-mediadevices-enumeratedevices
 */
export const devices$ = (options: DevicesOptions = {}): Observable<readonly MediaDeviceInfo[]> =>
  defer(() => {
    const devices = mediaDevicesOf(options);
    return fromEvent(devices, 'devicechange').pipe(
      startWith(undefined),
      switchMap(() => devices.enumerateDevices()),
      map((all) => all.filter(({ kind }) => kind === (options.kind ?? kind))),
      distinctUntilChanged((one, other) => JSON.stringify(one) === JSON.stringify(other)),
    );
  });
