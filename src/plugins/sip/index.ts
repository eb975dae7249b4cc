export type { DestinationFields, SrtpFields } from '../common/forward-fields.js';
export type { Verb } from '../common/verb.js';
export type { SipCall, SipEnded, SipIdle, SipInCall, SipIncoming, SipLeg, SipOutgoing } from './call.js';
export { SIP_ERROR } from './errors.js';
export type {
  SipRegistered,
  SipRegistering,
  SipRegistration,
  SipRegistrationFailed,
  SipUnregistered,
} from './registration.js';
export type {
  CallResult,
  DeclineResult,
  RegisterResult,
  SipMessageResult,
  SipReply,
  SipResult,
  SubscribeResult,
} from './replies.js';
export type {
  AcceptFields,
  CallFields,
  DeclineFields,
  DtmfFields,
  HoldFields,
  InfoFields,
  RecordingFields,
  RegisterFields,
  SipHeaderFields,
  SipHeaders,
  SipMessageFields,
  SipSecretFields,
  SipSrtp,
  SubscribeFields,
  TransferFields,
} from './requests.js';
export { type SipHandle, sip } from './sip.js';
export type {
  SipAnswered,
  SipCaller,
  SipContent,
  SipDone,
  SipEvent,
  SipHangup,
  SipRegisteredTold,
  SipStatus,
  SipTold,
} from './sip-event.js';
export type { SipState } from './state.js';
export {
  SIP_VERBS,
  type SipForwardStream,
  type SipForwardType,
  type SipForwarder,
  type SipVerbs,
} from './verbs.js';
