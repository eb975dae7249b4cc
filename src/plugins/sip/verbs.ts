import type { PluginVerbRule } from '../../handle/plugin.js';
import type { DestinationFields } from '../common/forward-fields.js';
import { ASYNC, ASYNC_ONCE } from '../common/rules.js';
import type { Verb } from '../common/verb.js';
import type {
  AcceptFields,
  CallFields,
  DeclineFields,
  DtmfFields,
  HoldFields,
  InfoFields,
  RecordingFields,
  RegisterFields,
  SipHeaderFields,
  SipMessageFields,
  SubscribeFields,
  TransferFields,
} from './requests.js';
import type {
  CallResult,
  DeclineResult,
  RegisterResult,
  SipMessageResult,
  SipReply,
  SipResult,
  SubscribeResult,
} from './replies.js';
import type { SipDone } from './sip-event.js';

/** What a forwarder copies: ours, or what the peer sends. */
export type SipForwardType = 'audio' | 'video' | 'peer_audio' | 'peer_video';

/** One stream to copy elsewhere. */
export interface SipForwardStream extends DestinationFields {
  /** What is copied. */
  readonly type: SipForwardType;
  /** The SSRC of the copy; as it comes by default. */
  readonly ssrc?: number;
  /** The payload type of the copy; as it comes by default. */
  readonly pt?: number;
}

/** One forwarder. */
export interface SipForwarder {
  /** What `stop_rtp_forward` names it by. */
  readonly stream_id: number;
  /** What is copied. */
  readonly type?: SipForwardType;
  /** Where to. */
  readonly host: string;
  /** The UDP port. */
  readonly port: number;
  /** What it carries. */
  readonly media: 'audio' | 'video';
  /** The payload type, where one was asked for. */
  readonly pt?: number;
  /** The SSRC, where one was asked for. */
  readonly ssrc?: number;
  /** The copy is encrypted. */
  readonly srtp?: boolean;
}

type Done<E extends SipDone, F extends object = SipHeaderFields> = Verb<F, SipReply<SipResult<E>>>;

/** The verbs of the SIP plugin, with the fields and answers of each. */
export type SipVerbs = Readonly<{
  /** Registers, or becomes a guest or a helper; `registered` or `registration_failed` follows as an event. */
  register: Verb<RegisterFields, SipReply<RegisterResult>>;
  /** Ends the registration; `unregistered` follows as an event. */
  unregister: Done<'unregistering', object>;
  /** Calls; the offer goes along. `accepted` or `hangup` follows as an event. */
  call: Verb<CallFields, SipReply<CallResult>>;
  /** Tells the caller that it rings, with early media. Since Janus 1.3.1. */
  progress: Done<'progressed', AcceptFields>;
  /** Takes an incoming call; the answer goes along, or an offer where the caller made none. */
  accept: Verb<AcceptFields, SipReply<SipResult<'accepted' | 'accepting'>>>;
  /** Declines an incoming call or transfer. */
  decline: Verb<DeclineFields, SipReply<DeclineResult>>;
  /** Ends the call, or gives it up; `hangup` follows as an event. */
  hangup: Done<'hangingup'>;
  /** Renegotiates; an offer, or the answer to the peer's, goes along. */
  update: Done<'updating' | 'updated'>;
  /** Puts the call on hold. */
  hold: Done<'holding', HoldFields>;
  /** Takes it off hold. */
  unhold: Done<'resuming'>;
  /** Presses a key, by SIP INFO. */
  dtmf_info: Done<'dtmfsent', DtmfFields>;
  /** Sends a SIP INFO. */
  info: Done<'infosent', InfoFields>;
  /** Sends a SIP MESSAGE; `messagedelivery` follows as an event. */
  message: Verb<SipMessageFields, SipReply<SipMessageResult>>;
  /** Has the peer call somebody else; `notify` events tell how that goes. */
  transfer: Done<'transferring', TransferFields>;
  /** Subscribes to an event of the SIP server's; `subscribe_succeeded` or `subscribe_failed` follows as an event. */
  subscribe: Verb<SubscribeFields, SipReply<SubscribeResult>>;
  /** Ends that. */
  unsubscribe: Done<'unsubscribing', SubscribeFields>;
  /** Records the call on the server. */
  recording: Done<'recordingupdated', RecordingFields>;
  /** Tells the caller that it rings. Since Janus 1.3.3. */
  send_ringing: Done<'ringing'>;
  /** Asks for a key frame. Since Janus 1.3.1. */
  keyframe: Done<'keyframesent', { readonly user?: boolean; readonly peer?: boolean }>;
  /** Sends copies of the media elsewhere. Since Janus 1.4.0. */
  rtp_forward: Verb<
    { readonly streams: readonly SipForwardStream[] },
    SipReply<SipResult<'rtp_forward'> & { readonly forwarders: readonly SipForwarder[] }>
  >;
  /** Ends one of them. Since Janus 1.4.0. */
  stop_rtp_forward: Verb<
    { readonly stream_id: number },
    SipReply<SipResult<'stop_rtp_forward'> & { readonly stream_id: number }>
  >;
  /** Lists them. Since Janus 1.4.0. */
  listforwarders: Verb<
    object,
    SipReply<SipResult<'forwarders'> & { readonly rtp_forwarders: readonly SipForwarder[] }>
  >;
  /** Makes an idle handle callable again that says busy. Since Janus 1.0.1. */
  reset: Done<'reset', object>;
}>;

/** What is fixed about them; `ends` are the kinds of event that tell the outcome of what an answer says has begun. */
export const SIP_VERBS = {
  // Registered already, it is refused with 445 and nothing happens; a guest is just registered again.
  register: { ...ASYNC, ends: ['registered', 'registration_failed'] },
  unregister: { ...ASYNC, ends: ['unregistered'] },
  // It rings twice where the first call ended meanwhile.
  call: { ...ASYNC_ONCE, ends: ['accepted', 'hangup'] },
  // A call that came meanwhile is not the one that was meant.
  progress: ASYNC_ONCE,
  accept: ASYNC_ONCE,
  decline: ASYNC_ONCE,
  // Without a call it does nothing, nor is it answered: a late error is less than a call that is never ended.
  hangup: { ...ASYNC, ends: ['hangup'] },
  // A second re-INVITE may cross the first.
  update: ASYNC_ONCE,
  // Held already, the plugin sends nothing and answers the same.
  hold: ASYNC,
  unhold: ASYNC,
  // The peer would hear each of them twice.
  dtmf_info: ASYNC_ONCE,
  info: ASYNC_ONCE,
  message: { ...ASYNC_ONCE, ends: ['messagedelivery'] },
  transfer: ASYNC_ONCE,
  // The same event once more renews the subscription; one that is not there any more is refused.
  subscribe: { ...ASYNC, ends: ['subscribe_succeeded', 'subscribe_failed'] },
  unsubscribe: ASYNC,
  // A second start makes a second recording.
  recording: ASYNC_ONCE,
  send_ringing: ASYNC,
  keyframe: ASYNC,
  rtp_forward: ASYNC_ONCE,
  // The ids of forwarders are random: the second time there is nothing to stop.
  stop_rtp_forward: ASYNC,
  listforwarders: ASYNC,
  reset: ASYNC,
} as const satisfies Readonly<Record<keyof SipVerbs, PluginVerbRule>>;
