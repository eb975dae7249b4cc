export type {
  VideoCall,
  VideoCallCalling,
  VideoCallEnded,
  VideoCallIdle,
  VideoCallInCall,
  VideoCallIncoming,
} from './call.js';
export { VIDEOCALL_ERROR } from './errors.js';
export type { VideoCallEvent } from './event.js';
export type { VideoCallState } from './state.js';
export {
  VIDEOCALL_VERBS,
  type VideoCallHangupFields,
  type VideoCallHangupResult,
  type VideoCallRegisteredResult,
  type VideoCallReply,
  type VideoCallSetFields,
  type VideoCallUserFields,
  type VideoCallVerb,
  type VideoCallVerbs,
} from './verbs.js';
export { type VideoCallHandle, videoCall } from './videocall.js';
