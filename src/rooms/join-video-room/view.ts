import type { Participant, RoomId } from '../../plugins/videoroom/participant.js';
import type { SubscribedStream } from '../../plugins/videoroom/streams.js';
import type { VideoRoomHandle } from '../../plugins/videoroom/videoroom.js';
import type { Peer } from '../../webrtc/peer.js';
import type { LocalTrack } from '../../webrtc/tracks/local-track.js';
import type { RemoteTrack } from '../../webrtc/tracks/remote-track.js';

/** What is published. */
export interface Published {
  /** The PeerConnection that publishes; undefined while there is none. */
  readonly peer: Peer | undefined;
  /** What it sends, by mid. */
  readonly tracks: readonly LocalTrack[];
}

/** What is subscribed to. */
export interface Subscribed {
  /** The PeerConnection that receives everybody; undefined while nobody is subscribed to. */
  readonly peer: Peer | undefined;
  /** What arrives, by mid. */
  readonly tracks: readonly RemoteTrack[];
  /** Whose each mid is. */
  readonly streams: readonly SubscribedStream[];
}

/** A track of somebody else's. */
export interface RoomTrack {
  /** Its mid in our subscription. */
  readonly mid: string;
  /** Its mid at the publisher's: what `moderate` names it by. */
  readonly feedMid: string | undefined;
  /** Audio or video. */
  readonly kind: string;
  /** The track: `new MediaStream([track])` plays it. */
  readonly track: MediaStreamTrack;
  /** Whether nothing is to be heard or seen: no media has come yet, or a moderator muted it. */
  readonly muted: boolean;
  /** The publisher's words about it, `'screen'` for example. */
  readonly description: string | undefined;
}

/** Somebody else in the room: `id` is their feed, `display` their name, `talking` where the room measures levels. */
export interface RoomMember extends Participant {
  /** What of theirs is subscribed to and arrives. */
  readonly tracks: readonly RoomTrack[];
}

/** A room that one is in. */
export interface VideoRoomView {
  /** Oneself: the id the others know one by, and what is sent. */
  readonly me: { readonly id: RoomId; readonly tracks: readonly LocalTrack[] };
  /** Everybody else. */
  readonly members: readonly RoomMember[];
  /** The handle in the room: kicks, moderates, changes one's name. */
  readonly room: VideoRoomHandle;
  /** The PeerConnection that publishes, for its statistics; undefined while there is none. */
  readonly publisher: Peer | undefined;
  /** The PeerConnection that receives everybody; undefined while nobody is subscribed to. */
  readonly subscriber: Peer | undefined;
}

/** Somebody with what of theirs arrives. */
export const toMember = (one: Participant, { tracks, streams }: Subscribed): RoomMember => ({
  ...one,
  tracks: tracks.flatMap(({ mid, kind, track, muted }) => {
    const stream = streams.find((told) => told.mid === mid);
    if (!stream?.active || stream.feed_id !== one.id) return [];
    const { feed_mid: feedMid, feed_description: description } = stream;
    const published = one.streams?.find((told) => told.mid === feedMid);
    const isMuted = muted || published?.moderated === true || published?.disabled === true;
    return [
      { mid, feedMid, kind, track, muted: isMuted, description: published?.description ?? description },
    ];
  }),
});
