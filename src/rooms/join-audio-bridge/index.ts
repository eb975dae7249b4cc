export type { Again } from '../again.js';
export { RoomEndedError, type RoomEndReason } from '../room-ended-error.js';
export { type AudioBridgeView, type JoinAudioBridgeOptions, joinAudioBridge$ } from './join-audio-bridge.js';
