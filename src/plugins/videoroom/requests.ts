import type { RoomFields, RoomId } from '../common/room-fields.js';

/** What a publisher sets: when joining, publishing or later. What is left out stays as it is. */
export interface PublisherSettings {
  /** The most the publisher shall send, bits per second; 0 for no limit. */
  readonly bitrate?: number;
  /** Whether what arrives is recorded. */
  readonly record?: boolean;
  /** The path and name of the recording on the server, without extension. */
  readonly filename?: string;
  /** The room's secret, where its `lock_record` asks for it. */
  readonly secret?: string;
  /** The name to show. */
  readonly display?: string;
  /** What else to tell of oneself; since Janus 1.3.0. */
  readonly metadata?: object;
  /** How loud counts as talking, dBov without its sign: 127 is silence, 0 the loudest. */
  readonly audio_level_average?: number;
  /** How many packets of audio that is looked at over. */
  readonly audio_active_packets?: number;
  /** Words about the streams, by mid. */
  readonly descriptions?: readonly { readonly mid: string; readonly description: string }[];
}

/** What joining as a publisher takes: one need not publish, and hears who does. */
export interface JoinFields extends RoomFields {
  /** One's own id in the room; the server chooses one when left out. */
  readonly id?: RoomId;
  /** The name to show. */
  readonly display?: string;
  /** What else to tell of oneself; since Janus 1.3.0. */
  readonly metadata?: object;
  /** The room's pin, if it has one. */
  readonly pin?: string;
  /** An invitation, if the room asks for one. */
  readonly token?: string;
}

/** Which quality or layers of a stream are wanted. */
export interface LayerWish {
  /** The simulcast quality wanted, 0 to 2. */
  readonly substream?: number;
  /** Its temporal layer wanted, 0 to 2. */
  readonly temporal?: number;
  /** The spatial layer wanted, 0 to 2, where the codec has layers. */
  readonly spatial_layer?: number;
  /** The temporal layer wanted, 0 to 2, where the codec has layers. */
  readonly temporal_layer?: number;
}

/** The delay that video is to be played with, where the publisher's and subscriber's browsers know of that. */
export interface DelayWish {
  /** The least, units of 10 ms. */
  readonly min_delay?: number;
  /** The longest, units of 10 ms. */
  readonly max_delay?: number;
}

/** One stream, or all of a publisher, to subscribe to. */
export interface StreamWish extends LayerWish, DelayWish {
  /** The publisher. */
  readonly feed: RoomId;
  /** Their stream; all of theirs when left out. */
  readonly mid?: string;
  /** An id of one's own, to find the stream by in the answer. */
  readonly crossrefid?: string;
  /** Whether media is sent from the start; true by default. */
  readonly send?: boolean;
}

/** One stream to put into the place of another, of the same codec; the layers since Janus 1.1.4. */
export interface StreamSwitch extends LayerWish {
  /** The publisher. */
  readonly feed: RoomId;
  /** Their stream. */
  readonly mid: string;
  /** The mid in one's own session description. */
  readonly sub_mid: string;
}

/** What to unsubscribe from: all of a publisher, one stream of theirs, or one m-line of one's own. */
export type StreamRefusal =
  | { readonly feed: RoomId; readonly mid?: string }
  | {
      /** The mid in one's own session description. */
      readonly sub_mid: string;
    };

/** What joining as a subscriber takes. */
export interface WatchFields extends RoomFields {
  /** What to subscribe to. */
  readonly streams: readonly StreamWish[];
  /** The `private_id` that joining as a publisher gave, where the room asks for it. */
  readonly private_id?: number;
  /** The room's pin, if it has one. */
  readonly pin?: string;
  /** Whether the streams are marked with their publisher's id; false by default. */
  readonly use_msid?: boolean;
  /** Whether an offer comes by itself when a publisher leaves; true by default. */
  readonly autoupdate?: boolean;
}

/** One stream to change: a publisher's by its own mid, a subscriber's by the mid of the subscription. */
export interface StreamSettings extends LayerWish, DelayWish {
  /** Which. */
  readonly mid: string;
  /** Whether its media is relayed. */
  readonly send?: boolean;
  /** Publishers: asks for a key frame. */
  readonly keyframe?: boolean;
  /** Subscribers: microseconds without a packet until a lower layer is taken; 250,000 by default. */
  readonly fallback?: number;
}

/** What `configure` takes, of publishers and subscribers. */
export interface ConfigureFields extends PublisherSettings {
  /** Publishers: asks for a key frame of all video. */
  readonly keyframe?: boolean;
  /** Streams to change one by one. */
  readonly streams?: readonly StreamSettings[];
  /** Subscribers: asks for an offer that restarts ICE. No answer comes while another offer is out. */
  readonly restart?: boolean;
  /** Asks for a renegotiation. */
  readonly update?: boolean;
}

/** What `publish` takes beside the offer. */
export interface PublishFields extends PublisherSettings {
  /** The audio codec preferred among those offered. */
  readonly audiocodec?: string;
  /** The video codec preferred among those offered. */
  readonly videocodec?: string;
}
