export type { Again } from '../again.js';
export { RoomEndedError, type RoomEndReason } from '../room-ended-error.js';
export { joinVideoRoom$ } from './join-video-room.js';
export type { Choose, JoinVideoRoomOptions } from './options.js';
export type { RoomMember, RoomTrack, VideoRoomView } from './view.js';
