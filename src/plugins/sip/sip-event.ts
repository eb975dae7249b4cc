import type { RefusedEvent, UnknownEvent } from '../../handle/told.js';
import type { Jsep } from '../../protocol/jsep.js';
import type { SipHeaders } from './requests.js';

/** What all that the plugin tells may hold. */
export interface SipTold {
  /** The Call-ID of the call, subscription or message that it is about; left out where it is about none. */
  readonly call_id?: string;
  /** The SIP headers of the names that `incoming_header_prefixes` asked for; of what a peer or server sent. */
  readonly headers?: SipHeaders;
}

/** A SIP status. */
export interface SipStatus extends SipTold {
  /** The status: 180 or 486 for example. */
  readonly code: number;
  /** The words to it. */
  readonly reason: string;
}

/** The end of a call, or of an attempt. */
export interface SipHangup extends SipStatus {
  /** The Reason header of what ended it. */
  readonly reason_header?: string;
  /** Its protocol, `'SIP'` or `'Q.850'`. */
  readonly reason_header_protocol?: string;
  /** Its cause. */
  readonly reason_header_cause?: string;
}

/** A registration that stands. */
export interface SipRegisteredTold extends SipTold {
  /** The user. */
  readonly username: string;
  /** Whether a REGISTER was sent; a guest and a helper send none. */
  readonly register_sent: boolean;
  /** Told to helpers: true. */
  readonly helper?: boolean;
  /** What helpers name the handle by. */
  readonly master_id: number;
}

/** A call that comes in, or that its peer changes. */
export interface SipCaller extends SipTold {
  /** The caller's SIP address. */
  readonly username: string;
  /** The caller's name, if one was told. */
  readonly displayname?: string;
  /** The SIP address that was called. */
  readonly callee?: string;
  /** Who transferred the call here. */
  readonly referred_by?: string;
  /** The Call-ID of the call that this one takes the place of. */
  readonly replaces?: string;
  /** The caller is the focus of a conference. */
  readonly isfocus?: boolean;
  /** Whether the caller encrypts media, or demands it; left out for plain RTP. */
  readonly srtp?: 'sdes_optional' | 'sdes_mandatory';
  /** The offer; left out where there is none, and ours is asked for. */
  readonly jsep?: Jsep;
}

/** A call of ours that is taken, or has early media. */
export interface SipAnswered extends SipTold {
  /** Who took it; left out in the answer to our own `accept`. */
  readonly username?: string;
  /** The peer is the focus of a conference. */
  readonly isfocus?: boolean;
  /** The answer. */
  readonly jsep?: Jsep;
}

/** What somebody sent, in a call or out of one. */
export interface SipContent extends SipTold {
  /** Who, a SIP address. */
  readonly sender: string;
  /** Their name, if one was told. */
  readonly displayname?: string;
  /** The content. */
  readonly content: string;
}

/**
 * What the SIP plugin tells, in answers and unasked; `switch` on `kind`. The fields are the wire's, and so are the kinds.
 *
 * Of the registration: `'registering'`, `'registered'`, `'registration_failed'`, `'unregistering'`, `'unregistered'`. Of a
 * call of ours: `'calling'`, `'proceeding'` (a status below 200), `'ringing'`, `'progress'` (early media), `'accepted'`,
 * `'hangup'`. Of a peer's: `'incomingcall'`, `'accepting'` (ours is offered), `'progressed'`, `'declining'`, and
 * `'missed_call'` when the handle was busy. In a call: `'updatingcall'` (the peer's offer), `'updating'`, `'updated'`,
 * `'holding'`, `'resuming'`, `'transferring'`, `'transfer'` (the peer asks us to call somebody else), `'hangingup'`,
 * `'info'`, `'infosent'`, `'dtmf'` (since Janus 1.2.1), `'dtmfsent'`. Beside: `'message'`, `'messagesent'`,
 * `'messagedelivery'`, `'subscribing'`, `'subscribe_succeeded'`, `'subscribe_failed'`, `'unsubscribing'`, `'notify'`.
 * `'refused'` is an error that answers no request. Here every event has a word of its own, and a later server's is its kind
 * as well: give a `switch` its `default`. What has none comes as `'unknown'`.
 */
export type SipEvent =
  | ({ readonly kind: 'registered' } & SipRegisteredTold)
  | ({ readonly kind: 'unregistered'; readonly username: string } & SipTold)
  | ({ readonly kind: 'registration_failed' } & SipStatus)
  | ({ readonly kind: 'subscribe_failed' } & SipStatus)
  | ({
      readonly kind: 'subscribe_succeeded';
      /** Seconds until it expires. */
      readonly expires?: number;
    } & SipStatus)
  | ({
      readonly kind: 'notify';
      /** Of which event: `'message-summary'` or, after a transfer of ours, `'refer'`. */
      readonly notify?: string;
      /** Where the subscription stands: `'active'`, `'pending'`, `'terminated'`. */
      readonly substate?: string;
      /** The type of the content. */
      readonly 'content-type'?: string;
      /** The content; after a transfer `'SIP/2.0 200 OK'`, how the peer's call goes. */
      readonly content: string;
    } & SipTold)
  | ({ readonly kind: 'proceeding'; readonly code: number } & SipTold)
  | ({ readonly kind: 'accepted' } & SipAnswered)
  | ({ readonly kind: 'progress' } & SipAnswered)
  | ({ readonly kind: 'incomingcall' } & SipCaller)
  | ({ readonly kind: 'updatingcall' } & SipCaller)
  | ({ readonly kind: 'declining'; readonly code: number; readonly refer_id?: number } & SipTold)
  | ({ readonly kind: 'hangup' } & SipHangup)
  | ({
      readonly kind: 'missed_call';
      /** Who called, a SIP address. */
      readonly caller: string;
      /** Their name, if one was told. */
      readonly displayname?: string;
      /** The SIP address that was called. */
      readonly callee?: string;
    } & SipTold)
  | ({
      readonly kind: 'transfer';
      /** What `call` and `decline` name it by. */
      readonly refer_id: number;
      /** Whom to call. */
      readonly refer_to: string;
      /** Who asks. */
      readonly referred_by?: string;
      /** The Call-ID of the call that the new one takes the place of. */
      readonly replaces?: string;
    } & SipTold)
  | ({ readonly kind: 'info'; readonly type: string } & SipContent)
  | ({ readonly kind: 'message'; readonly content_type: string } & SipContent)
  | ({ readonly kind: 'messagedelivery' } & SipStatus)
  | ({
      readonly kind: 'dtmf';
      /** The peer. */
      readonly sender: string;
      /** One key. */
      readonly signal: string;
      /** For how long, in units of the RTP clock. */
      readonly duration: number;
    } & SipTold)
  | ({ readonly kind: SipDone; readonly jsep?: Jsep } & SipTold)
  | RefusedEvent
  | UnknownEvent;

/** What says no more than that it was done, or has begun. */
export type SipDone =
  | 'registering'
  | 'unregistering'
  | 'subscribing'
  | 'unsubscribing'
  | 'calling'
  | 'ringing'
  | 'accepting'
  | 'progressed'
  | 'updating'
  | 'updated'
  | 'holding'
  | 'resuming'
  | 'transferring'
  | 'hangingup'
  | 'infosent'
  | 'messagesent'
  | 'dtmfsent'
  | 'recordingupdated'
  | 'keyframesent'
  | 'rtp_forward'
  | 'stop_rtp_forward'
  | 'forwarders'
  | 'reset';

/** An answer, or an event. */
interface SipData {
  readonly call_id?: string | null;
  readonly result?: unknown;
}

/** What the plugin says, in an answer or unasked; undefined for what has no word of its own. */
export const readSipEvent = ({
  data: { call_id, result },
  jsep,
}: {
  readonly data: SipData;
  readonly jsep: Jsep | undefined;
}): SipEvent | undefined => {
  const { event: kind, ...told } = (result ?? {}) as { readonly event?: string };
  return kind
    ? ({ ...(call_id && { call_id }), ...told, ...(jsep && { jsep }), kind } as SipEvent)
    : undefined;
};
