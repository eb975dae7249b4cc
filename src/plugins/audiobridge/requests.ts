import type { RoomFields, RoomId } from '../common/room-fields.js';

/** How somebody is heard and recorded; what is left out stays as it is. */
export interface VoiceFields {
  /** Whether one is muted; false by default. */
  readonly muted?: boolean;
  /** The name to show. */
  readonly display?: string;
  /** What the server sends at most, bits per second, 500 to 512,000; left to Opus by default. */
  readonly bitrate?: number;
  /** How hard the server's encoder works, 1 to 10; 4 by default. */
  readonly quality?: number;
  /** The percentage of packets that may get lost, for error correction, at most 20; the room's by default. */
  readonly expected_loss?: number;
  /** Percent; 100 by default. */
  readonly volume?: number;
  /** Where one is heard in a room with `spatial_audio`: 0 is left, 50, the default, the middle, 100 right. */
  readonly spatial_position?: number;
  /** How many packets are waited for before one is heard, at most 50; the room's by default. Until Janus 1.1. */
  readonly prebuffer?: number;
  /** Whether noise is taken out; the room's by default. Since Janus 1.2.3. */
  readonly denoise?: boolean;
  /** The group that forwarders may name; rooms with groups ask for one. */
  readonly group?: string;
  /** Whether what one sends is recorded. */
  readonly record?: boolean;
  /** The name of the recording on the server, without `-audio.mjr`. */
  readonly filename?: string;
  /** Whether the server makes the offer. */
  readonly generate_offer?: boolean;
}

/** Plain RTP in the place of a PeerConnection, as the participant has it. */
export interface PlainRtp {
  /** Where the mix is sent to; nowhere when left out. */
  readonly ip?: string;
  /** The port there. */
  readonly port?: number;
  /** The payload type of Opus; 100 by default. */
  readonly payload_type?: number;
  /** The id of the header extension that tells the level of the audio. */
  readonly audiolevel_ext?: number;
  /** Whether the mix is sent with error correction; false by default. */
  readonly fec?: boolean;
}

/** What going into a room takes. */
export interface EnterFields
  extends RoomFields, Omit<VoiceFields, 'prebuffer' | 'record' | 'filename' | 'generate_offer'> {
  /** One's own id in the room; the server chooses one when left out. */
  readonly id?: RoomId;
  /** The room's pin, if it has one. */
  readonly pin?: string;
  /** An invitation, if the room asks for one. */
  readonly token?: string;
  /** The room's secret, for who shall not be muted with the room. */
  readonly secret?: string;
}

/** What `join` takes. */
export interface JoinFields extends EnterFields, VoiceFields {
  /** The codec: `'opus'` by default. */
  readonly codec?: 'opus' | 'pcma' | 'pcmu';
  /** Plain RTP instead of a PeerConnection, where the room allows it. */
  readonly rtp?: PlainRtp;
  /** How loud counts as talking, dBov without its sign: 127 is silence, 0 the loudest; the room's by default. */
  readonly audio_level_average?: number;
  /** How many packets that is looked at over; the room's by default. */
  readonly audio_active_packets?: number;
  /** Whether one begins suspended. Since Janus 1.2.1. */
  readonly suspended?: boolean;
  /** Whether one is told nothing while suspended. Since Janus 1.2.1. */
  readonly pause_events?: boolean;
}

/** What `configure` takes, with an offer or an answer in `jsep` or without. */
export interface ConfigureFields extends VoiceFields {
  /** Whether the server makes a new offer, where it made the first. */
  readonly update?: boolean;
  /** Where the mix is sent to from now on, for who came by plain RTP. Since Janus 1.3.2. */
  readonly rtp?: PlainRtp;
}
