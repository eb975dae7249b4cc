// What the answers and events of the SIP plugin hold.
import { type SipEvent, type SipVerbs } from 'rxjs-janus/sip';
import { type ReplyShapes, type ShapeOf } from '../../support/shape.js';

const reply = <const R>(result: R) => ({ sip: '=event', result, 'call_id?': 'string' }) as const;

const FORWARDERS = [
  {
    stream_id: 'number',
    'type?': '=audio|video|peer_audio|peer_video',
    host: 'string',
    port: 'number',
    media: '=audio|video',
    'pt?': 'number',
    'ssrc?': 'number',
    'srtp?': 'boolean',
  },
] as const;

export const REPLIES = {
  register: reply({
    event: '=registering|registered',
    'username?': 'string',
    'register_sent?': 'boolean',
    'helper?': 'boolean',
    'master_id?': 'number',
    'unique_id?': 'string',
  }),
  unregister: reply({ event: '=unregistering' }),
  call: reply({
    event: '=calling|proceeding|ringing|progress|accepted|hangup',
    'call_id?': 'string',
    'username?': 'string',
    'isfocus?': 'boolean',
    'headers?': 'any',
    'code?': 'number',
    'reason?': 'string',
  }),
  progress: reply({ event: '=progressed' }),
  accept: reply({ event: '=accepted|accepting' }),
  decline: reply({ event: '=declining', code: 'number', 'refer_id?': 'number', 'call_id?': 'string' }),
  hangup: reply({ event: '=hangingup' }),
  update: reply({ event: '=updating|updated' }),
  hold: reply({ event: '=holding' }),
  unhold: reply({ event: '=resuming' }),
  dtmf_info: reply({ event: '=dtmfsent' }),
  info: reply({ event: '=infosent' }),
  message: reply({ event: '=messagesent', call_id: 'string' }),
  transfer: reply({ event: '=transferring' }),
  subscribe: reply({ event: '=subscribing', 'call_id?': 'string' }),
  unsubscribe: reply({ event: '=unsubscribing' }),
  recording: reply({ event: '=recordingupdated' }),
  send_ringing: reply({ event: '=ringing' }),
  keyframe: reply({ event: '=keyframesent' }),
  rtp_forward: reply({ event: '=rtp_forward', forwarders: FORWARDERS }),
  stop_rtp_forward: reply({ event: '=stop_rtp_forward', stream_id: 'number' }),
  listforwarders: reply({ event: '=forwarders', rtp_forwarders: FORWARDERS }),
  reset: reply({ event: '=reset' }),
} as const satisfies ReplyShapes<SipVerbs>;

const JSEP = {
  type: '=offer|answer',
  sdp: 'string',
  'trickle?': 'boolean',
  'restart?': 'boolean',
  'e2ee?': 'boolean',
} as const;

const TOLD = { 'call_id?': 'string', 'headers?': 'any' } as const;
const STATUS = { ...TOLD, code: 'number', reason: 'string' } as const;
const ANSWERED = { ...TOLD, 'username?': 'string', 'isfocus?': 'boolean', 'jsep?': JSEP } as const;
const CALLER = {
  ...TOLD,
  username: 'string',
  'displayname?': 'string',
  'callee?': 'string',
  'referred_by?': 'string',
  'replaces?': 'string',
  'isfocus?': 'boolean',
  'srtp?': '=sdes_optional|sdes_mandatory',
  'jsep?': JSEP,
} as const;
const CONTENT = { ...TOLD, sender: 'string', 'displayname?': 'string', content: 'string' } as const;

/** Of what is told unasked; the words that only answer are in `REPLIES`. */
export const EVENTS = {
  registered: {
    kind: '=registered',
    ...TOLD,
    username: 'string',
    register_sent: 'boolean',
    'helper?': 'boolean',
    master_id: 'number',
  },
  unregistered: { kind: '=unregistered', ...TOLD, username: 'string' },
  registration_failed: { kind: '=registration_failed', ...STATUS },
  calling: { kind: '=calling', ...TOLD, 'jsep?': JSEP },
  proceeding: { kind: '=proceeding', ...TOLD, code: 'number' },
  ringing: { kind: '=ringing', ...TOLD, 'jsep?': JSEP },
  progress: { kind: '=progress', ...ANSWERED },
  accepted: { kind: '=accepted', ...ANSWERED },
  incomingcall: { kind: '=incomingcall', ...CALLER },
  updatingcall: { kind: '=updatingcall', ...CALLER },
  hangup: {
    kind: '=hangup',
    ...STATUS,
    'reason_header?': 'string',
    'reason_header_protocol?': 'string',
    'reason_header_cause?': 'string',
  },
  hangingup: { kind: '=hangingup', ...TOLD, 'jsep?': JSEP },
  missed_call: {
    kind: '=missed_call',
    ...TOLD,
    caller: 'string',
    'displayname?': 'string',
    'callee?': 'string',
  },
  transfer: {
    kind: '=transfer',
    ...TOLD,
    refer_id: 'number',
    refer_to: 'string',
    'referred_by?': 'string',
    'replaces?': 'string',
  },
  info: { kind: '=info', ...CONTENT, type: 'string' },
  message: { kind: '=message', ...CONTENT, content_type: 'string' },
  messagedelivery: { kind: '=messagedelivery', ...STATUS },
  subscribe_succeeded: { kind: '=subscribe_succeeded', ...STATUS, 'expires?': 'number' },
  subscribe_failed: { kind: '=subscribe_failed', ...STATUS },
  notify: {
    kind: '=notify',
    ...TOLD,
    'notify?': 'string',
    'substate?': 'string',
    'content-type?': 'string',
    content: 'string',
  },
} as const satisfies { readonly [K in SipEvent['kind']]?: ShapeOfKind<K> };

/** Several kinds may share an arm of the union. */
type ShapeOfKind<K, E = SipEvent> = E extends { readonly kind: infer Own }
  ? K extends Own
    ? ShapeOf<E>
    : never
  : never;
