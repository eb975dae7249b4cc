import { JanusError } from '../../errors/janus-error.js';

/** Why a mountpoint sends nothing any more: `'hangup'` is mended by watching it again. */
export type StreamEndReason = 'kicked' | 'destroyed' | 'hangup';

const WORDS: Readonly<Record<StreamEndReason, string>> = {
  kicked: 'its viewers were put out',
  destroyed: 'it was destroyed',
  hangup: 'the PeerConnection ended',
};

/** A mountpoint sends us nothing any more. */
export class StreamEndedError extends JanusError<'stream-ended'> {
  static readonly kind = 'stream-ended';
  /** The mountpoint. */
  declare readonly mountpoint: number | string;
  /** Why. */
  declare readonly why: StreamEndReason;

  constructor(mountpoint: number | string, why: StreamEndReason) {
    super(`mountpoint ${mountpoint}: ${WORDS[why]}`, { mountpoint, why });
  }
}
