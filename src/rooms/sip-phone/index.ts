export type { Again } from '../again.js';
export type { CallMedia, SipCallView } from './calls.js';
export { type SipPhone, type SipPhoneOptions, sipPhone$ } from './sip-phone.js';
