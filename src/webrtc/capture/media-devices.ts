import { CaptureUnsupportedError } from './errors.js';

/** Where capture happens. */
export interface CaptureOptions {
  /** The platform's `navigator.mediaDevices` by default, looked up at the subscription. */
  readonly mediaDevices?: MediaDevices;
}

/** The devices that were given, or the platform's. */
export const mediaDevicesOf = ({ mediaDevices }: CaptureOptions): MediaDevices => {
  // The types promise both; Node has neither, and a page without https no mediaDevices.
  const { navigator } = globalThis as { readonly navigator?: { readonly mediaDevices?: MediaDevices } };
  const found = mediaDevices ?? navigator?.mediaDevices;
  if (!found) throw new CaptureUnsupportedError('mediaDevices', 'a page has them on https and localhost');
  return found;
};
