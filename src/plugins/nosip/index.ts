export { NOSIP_ERROR } from './errors.js';
export { type NoSipHandle, noSip } from './nosip.js';
export type {
  NoSipForwardResult,
  NoSipForwardStoppedResult,
  NoSipForwarder,
  NoSipForwardersResult,
  NoSipGeneratedResult,
  NoSipProcessedResult,
  NoSipReply,
} from './replies.js';
export type {
  NoSipForwardFields,
  NoSipForwardStream,
  NoSipForwardType,
  NoSipGenerateFields,
  NoSipKeyframeFields,
  NoSipProcessFields,
  NoSipRecordingFields,
  NoSipSrtp,
} from './requests.js';
export { NOSIP_VERBS, type NoSipVerb, type NoSipVerbs } from './verbs.js';
