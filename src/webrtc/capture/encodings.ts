import { InvalidArgumentError } from '../../errors/input-errors.js';

/** How the layers of one picture are sent. */
export interface SimulcastOptions {
  /** How many, 1 to 3; 3 by default. Each has twice the width and height of the one before. */
  readonly layers?: number;
  /** The cap of the largest layer in bits per second; each smaller one has a third of it. The browser's own by default. */
  readonly maxBitrate?: number;
  /** The cap of all layers in frames per second. */
  readonly maxFramerate?: number;
}

/** The names of the layers, the least first, as Janus numbers substreams. */
const RIDS = ['l', 'm', 'h'] as const;
const SHARE = 3;

/**
 * Sends video in several sizes: the `sendEncodings` of `send$`. A VideoRoom subscriber chooses by `substream`, 0 for the
 * smallest.
 *
 * Throws {@link InvalidArgumentError} when `layers` is not 1, 2 or 3.
 *
 * @param options - How many layers, and their caps.
 * @see https://janus.conf.meetecho.com/docs/videoroom.html
 */
export const simulcast = ({
  layers = RIDS.length,
  maxBitrate,
  maxFramerate,
}: SimulcastOptions = {}): RTCRtpEncodingParameters[] => {
  if (![1, 2, 3].includes(layers)) throw new InvalidArgumentError('layers', '1, 2 or 3', layers);
  return RIDS.slice(0, layers).map((rid, index) => {
    const below = layers - 1 - index;
    return {
      ...{ rid, scaleResolutionDownBy: 2 ** below },
      ...(maxBitrate !== undefined && { maxBitrate: Math.round(maxBitrate / SHARE ** below) }),
      ...(maxFramerate !== undefined && { maxFramerate }),
    };
  });
};

/** A layer of scalable video, which the DOM types lack. */
interface ScalableEncoding extends RTCRtpEncodingParameters {
  readonly scalabilityMode: string;
}

/**
 * Sends video as one stream in layers: the `sendEncodings` of `send$`, together with `preferCodecs('video/VP9')`.
 *
 * Throws {@link InvalidArgumentError} when the mode is none.
 *
 * @param mode - `'L3T3'` for three sizes and three frame rates, for example.
 * @param encoding - Caps, in bits and frames per second.
 * @see https://w3c.github.io/webrtc-svc/#scalabilitymodes
 */
export const scalable = (
  mode: string,
  encoding: RTCRtpEncodingParameters = {},
): RTCRtpEncodingParameters[] => {
  if (!/^[LS]\d+T\d+/.test(mode))
    throw new InvalidArgumentError('mode', "a scalability mode as 'L3T3'", mode);
  const layered: ScalableEncoding = { ...encoding, scalabilityMode: mode };
  return [layered];
};
