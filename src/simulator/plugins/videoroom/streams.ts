import type { JsonObject } from '../../json/object.js';
import { readMedia, type Media } from '../../sdp/media.js';

/** One stream of a publisher, by m-line. */
export interface RoomStream {
  readonly type: 'audio' | 'video' | 'data';
  readonly mindex: number;
  readonly mid: string;
  readonly description?: string;
  /** Lower case; absent for data. */
  readonly codec?: string;
  readonly fec: boolean;
  /** Nobody can subscribe to it. */
  readonly disabled: boolean;
  readonly media: Media;
}

/** The streams that an offer of a publisher brings, of which the room takes the codecs it has. */
export function streamsOf(
  offer: string,
  codecs: readonly string[],
  descriptions: ReadonlyMap<string, string>,
): readonly RoomStream[] {
  return readMedia(offer, codecs).map((media, mindex) => {
    const description = descriptions.get(media.mid);
    return {
      type: media.kind === 'application' ? 'data' : media.kind,
      mindex,
      mid: media.mid,
      fec: media.codec?.lines.some((line) => line.includes('useinbandfec=1')) ?? false,
      disabled: isDisabled(media),
      media,
      ...(description === undefined ? {} : { description }),
      ...(media.codec === undefined ? {} : { codec: media.codec.name.toLowerCase() }),
    };
  });
}

/** What the streams look like to clients, with the codecs once more for clients of old. */
export const describeStreams = (
  streams: readonly RoomStream[],
  moderated: ReadonlySet<string> = new Set(),
): JsonObject => ({
  ...codecField('audio_codec', streams, 'audio'),
  ...codecField('video_codec', streams, 'video'),
  streams: streams.map((stream) => ({
    ...describe(stream),
    ...(!stream.disabled && moderated.has(stream.mid) ? { moderated: true } : {}),
  })),
});

const describe = ({ type, mindex, mid, description, codec, fec, disabled }: RoomStream): JsonObject => ({
  type,
  mindex,
  mid,
  ...(disabled ? { disabled } : {}),
  ...(disabled || description === undefined ? {} : { description }),
  ...(disabled || codec === undefined ? {} : { codec }),
  ...(!disabled && fec && type === 'audio' ? { fec } : {}),
});

function codecField(name: string, streams: readonly RoomStream[], type: RoomStream['type']): JsonObject {
  const codec = streams.find((stream) => stream.type === type && !stream.disabled)?.codec;
  return codec === undefined ? {} : { [name]: codec };
}

const isDisabled = ({ kind, port, codec, direction }: Media): boolean =>
  port === 0 || (kind !== 'application' && (codec === undefined || !direction.startsWith('send')));
