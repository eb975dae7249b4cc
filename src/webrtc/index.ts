export type {
  DataChannel,
  DataChannelOptions,
  DataMessage,
  DataPayload,
  OpenDataChannelOptions,
} from './data/data-channel.js';
export { dataChannels$, openDataChannel$ } from './data/data-channels.js';
export {
  type BoundError,
  DataChannelError,
  NegotiationError,
  type NegotiationStep,
  NoPeerConnectionError,
  OfferLostError,
  PeerEndedError,
  type PeerError,
  PeerFailedError,
  type PeerFailure,
} from './errors.js';
export type { Send, SendContext } from './negotiation/send.js';
export type { AskRestart } from './negotiation/standing.js';
export { peer$ } from './open-peer.js';
export type { Peer } from './peer.js';
export type { MakePeer, PeerOptions, PeerTeardown, ReceiveOptions, TrickleMode } from './peer-options.js';
export type {
  Recovery,
  RecoveryOptions,
  RecoveryRebuilding,
  RecoveryRestarting,
  RecoverySteady,
  RecoveryWaiting,
} from './recovery/recovery.js';
export { type AudioLevel, audioLevel$ } from './stats/audio-level.js';
export type { PeerStats, TrackStats } from './stats/peer-stats.js';
export {
  type Quality,
  type QualityLimits,
  type QualityMeasure,
  type QualityOptions,
  quality$,
} from './stats/quality.js';
export type { SampleOptions } from './stats/sampled.js';
export { stats$ } from './stats/stats.js';
export type { AddOptions, LocalTrack, Tracks, TracksInput, TrackSource } from './tracks/local-track.js';
export type { RemoteTrack } from './tracks/remote-track.js';
export { type BitrateCap, bitrateCap$ } from './capture/bitrate-cap.js';
export { type BlackTrackOptions, blackTrack$ } from './capture/black-track.js';
export { type Prepare, preferCodecs } from './capture/codecs.js';
export { type DevicesOptions, devices$ } from './capture/devices.js';
export { displayMedia$ } from './capture/display-media.js';
export { type DtmfOptions, dtmf$ } from './capture/dtmf.js';
export { type SimulcastOptions, scalable, simulcast } from './capture/encodings.js';
export {
  CaptureDeniedError,
  type CaptureError,
  CaptureFailedError,
  type CaptureSource,
  CaptureUnsupportedError,
  DeviceInUseError,
  DeviceLostError,
  NoDeviceError,
  OverconstrainedDeviceError,
} from './capture/errors.js';
export {
  type EncryptionOptions,
  decrypt$,
  encrypt$,
  withInsertableStreams,
} from './capture/frames/encryption.js';
export { type FrameKey, frameKey$ } from './capture/frames/frame-key.js';
export { type FrameScope, serveFrames } from './capture/frames/serve-frames.js';
export type { CaptureOptions } from './capture/media-devices.js';
export { mute$ } from './capture/mute.js';
export { type SilentTrackOptions, silentTrack$ } from './capture/silent-track.js';
export { type ConstraintsInput, userMedia$ } from './capture/user-media.js';
