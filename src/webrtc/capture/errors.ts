import { JanusError } from '../../errors/janus-error.js';

/** What was to be captured. */
export type CaptureSource = 'camera or microphone' | 'screen';

/** The user, or the policy of the page, does not let it be captured (`NotAllowedError`, `SecurityError`). */
export class CaptureDeniedError extends JanusError<'capture-denied'> {
  static readonly kind = 'capture-denied';
  /** What was to be captured. */
  declare readonly source: CaptureSource;

  constructor(source: CaptureSource, options?: ErrorOptions) {
    super(`${source}: capture is not allowed; ask again when the user has said yes`, { source }, options);
  }
}

/** There is no such device (`NotFoundError`). */
export class NoDeviceError extends JanusError<'no-device'> {
  static readonly kind = 'no-device';
  /** What was to be captured. */
  declare readonly source: CaptureSource;

  constructor(source: CaptureSource, options?: ErrorOptions) {
    super(`${source}: no such device; devices$ tells which there are`, { source }, options);
  }
}

/** The device is there and cannot be read: another program has it as a rule (`NotReadableError`). */
export class DeviceInUseError extends JanusError<'device-in-use'> {
  static readonly kind = 'device-in-use';
  /** What was to be captured. */
  declare readonly source: CaptureSource;

  constructor(source: CaptureSource, options?: ErrorOptions) {
    super(`${source}: in use by another program, or not readable`, { source }, options);
  }
}

/** No device meets the constraints (`OverconstrainedError`). */
export class OverconstrainedDeviceError extends JanusError<'overconstrained-device'> {
  static readonly kind = 'overconstrained-device';
  /** What was to be captured. */
  declare readonly source: CaptureSource;
  /** The constraint that no device meets, `'deviceId'` for example; empty where the platform does not tell. */
  declare readonly constraint: string;

  constructor(source: CaptureSource, constraint: string, options?: ErrorOptions) {
    super(`${source}: no device meets ${constraint || 'the constraints'}`, { source, constraint }, options);
  }
}

/** It could not be captured for another reason, which is the `cause`. */
export class CaptureFailedError extends JanusError<'capture-failed'> {
  static readonly kind = 'capture-failed';
  /** What was to be captured. */
  declare readonly source: CaptureSource;

  constructor(source: CaptureSource, problem: string, options?: ErrorOptions) {
    super(`${source}: capture failed: ${problem}`, { source }, options);
  }
}

/** The platform does not have what this takes. */
export class CaptureUnsupportedError extends JanusError<'capture-unsupported'> {
  static readonly kind = 'capture-unsupported';
  /** What is missing. */
  declare readonly missing: string;

  constructor(missing: string, hint: string) {
    super(`this platform has no ${missing}; ${hint}`, { missing });
  }
}

/** A device that was captured is gone, or was taken away from the page. */
export class DeviceLostError extends JanusError<'device-lost'> {
  static readonly kind = 'device-lost';
  /** Audio or video. */
  declare readonly track: string;

  constructor(track: string) {
    super(`the ${track} device is gone; retry() captures another one`, { track });
  }
}

/** Whatever capture errors with. */
export type CaptureError =
  | CaptureDeniedError
  | NoDeviceError
  | DeviceInUseError
  | OverconstrainedDeviceError
  | CaptureFailedError
  | CaptureUnsupportedError
  | DeviceLostError;
