export { VOICEMAIL_ERROR } from './errors.js';
export type { VoiceMailEvent, VoiceMailRecording } from './state.js';
export { VOICEMAIL_VERBS, type VoiceMailDone, type VoiceMailReply, type VoiceMailVerbs } from './verbs.js';
export { type VoiceMailHandle, voiceMail } from './voicemail.js';
