import {
  type CaptureError,
  type CaptureSource,
  CaptureDeniedError,
  CaptureFailedError,
  DeviceInUseError,
  NoDeviceError,
  OverconstrainedDeviceError,
} from './errors.js';

interface Thrown {
  readonly name?: string;
  readonly message?: string;
  readonly constraint?: string;
}

/** What the platform refused capture with, typed. */
export const refusalOf = (source: CaptureSource, cause: unknown): CaptureError => {
  const { name = '', message = '', constraint = '' } = (cause ?? {}) as Thrown;
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return new CaptureDeniedError(source, { cause });
    case 'NotFoundError':
      return new NoDeviceError(source, { cause });
    case 'NotReadableError':
      return new DeviceInUseError(source, { cause });
    case 'OverconstrainedError':
      return new OverconstrainedDeviceError(source, constraint, { cause });
    default:
      return new CaptureFailedError(source, message || name || 'no reason was given', { cause });
  }
};
