import { InvalidArgumentError } from '../../errors/input-errors.js';

/** Called with what carries a track before it is negotiated: the `prepare` of `send$`. */
export type Prepare = (transceiver: RTCRtpTransceiver, track: MediaStreamTrack) => void;

/**
 * Prefers some codecs, for the tracks of their kind: give it to `send$` as `prepare`.
 *
 * The others stay behind them in the offer, so that there is an answer in any case. Throws {@link InvalidArgumentError}
 * when a name is no `kind/name`; a codec that the platform has not is passed over.
 *
 * @example
 * ```ts
 * import { preferCodecs } from 'rxjs-janus/webrtc';
 *
 * const options = { prepare: preferCodecs('video/VP9', 'video/VP8') };
 * ```
 * @param mimeTypes - The codecs, the best first; upper and lower case are the same.
 * @see https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences
 */
export const preferCodecs = (...mimeTypes: readonly string[]): Prepare => {
  const wanted = mimeTypes.map((name) => checked(name));
  return (transceiver, { kind }) => {
    const [codecs, ranked] = [codecsOf(kind), wanted.filter((name) => name.startsWith(`${kind}/`))];
    if (ranked.length > 0) transceiver.setCodecPreferences(inOrder(codecs, ranked));
  };
};

const checked = (name: string): string => {
  if (!/^(audio|video)\/[\w.-]+$/i.test(name)) {
    throw new InvalidArgumentError('mimeTypes', "names as 'video/VP9'", name);
  }
  return name.toLowerCase();
};

/** What the platform sends; looked up when it is needed. */
const codecsOf = (kind: string): readonly RTCRtpCodec[] => RTCRtpSender.getCapabilities(kind)?.codecs ?? [];

/** Those that are preferred first, each group in the platform's order: retransmission stays with what it repairs. */
const inOrder = (codecs: readonly RTCRtpCodec[], ranked: readonly string[]): RTCRtpCodec[] => {
  const rankOf = ({ mimeType }: RTCRtpCodec): number => {
    const rank = ranked.indexOf(mimeType.toLowerCase());
    return rank < 0 ? ranked.length : rank;
  };
  return [...codecs].sort((one, other) => rankOf(one) - rankOf(other));
};
