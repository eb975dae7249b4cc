import type { Observable } from 'rxjs';
import type { HandleSnapshot } from '../../handle/handle.js';
import type { PublishedStream, Publisher } from '../../plugins/videoroom/participant.js';
import type { JoinFields, LayerWish, PublishFields } from '../../plugins/videoroom/requests.js';
import type { AddOptions, TracksInput } from '../../webrtc/tracks/local-track.js';
import type { PeerOptions } from '../../webrtc/peer-options.js';
import type { Again } from '../again.js';

/** Whether a stream of somebody's is wanted, and which quality of it. */
export type Choose = (publisher: Publisher, stream: PublishedStream) => boolean | LayerWish;

/** What {@link joinVideoRoom$} takes. */
export interface JoinVideoRoomOptions {
  /** The room, and as whom: `{ room: 1234, display: 'Ada' }`. */
  readonly join: JoinFields;
  /**
   * What is published: tracks, a stream, or an Observable of either, such as `userMedia$(...)`; nothing by default. Each
   * list is all that is to be sent: devices change by replacement, a screen comes and goes as a second video track.
   */
  readonly tracks$?: TracksInput;
  /** How tracks are sent: simulcast, codecs, encryption. */
  readonly send?: AddOptions;
  /** What `publish` takes beside the offer: `{ bitrate: 512_000 }`. */
  readonly publish?: PublishFields;
  /** What is subscribed to, by value or by an Observable: everything by default. */
  readonly choose$?: Choose | Observable<Choose>;
  /** How the PeerConnections are made: the one that publishes and the one that subscribes. */
  readonly peer?: PeerOptions;
  /** When to begin anew after a loss; `backOff()` by default. */
  readonly delay?: Again;
  /** The snapshots of the handles of before a reload: they are given back, so that nobody is seen twice in the room. */
  readonly before?: readonly HandleSnapshot[];
}
