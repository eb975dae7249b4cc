import type { SipHeaders } from './requests.js';

/** What the plugin did, or has begun to do. */
export interface SipResult<E extends string = string> {
  /** Its name, as `'calling'`. */
  readonly event: E;
}

/** An answer of the SIP plugin. */
export interface SipReply<R extends object = SipResult> {
  /** Always `'event'`. */
  readonly sip: 'event';
  /** What was done. */
  readonly result: R;
  /** The Call-ID of the call that the handle is in, if it is in one. */
  readonly call_id?: string;
}

/** What `register` is answered with: a guest or helper is registered at once, others wait for the registrar. */
export interface RegisterResult extends SipResult<'registering' | 'registered'> {
  /** The user, once registered. */
  readonly username?: string;
  /** Whether a REGISTER was sent, once registered. */
  readonly register_sent?: boolean;
  /** Told to helpers: true. */
  readonly helper?: boolean;
  /** What helpers name the handle by, once registered. */
  readonly master_id?: number;
  /** What the plugin calls this line. Since Janus 1.4.0. */
  readonly unique_id?: string;
}

/**
 * What `call` is answered with: `calling`, or the first of the events that follow, with its fields, where the peer is quicker
 * than the plugin; `calling` is then one of them.
 */
export interface CallResult extends SipResult<
  'calling' | 'proceeding' | 'ringing' | 'progress' | 'accepted' | 'hangup'
> {
  /** The Call-ID, with `calling`. */
  readonly call_id?: string;
  /** Who was called, with `progress` and `accepted`. */
  readonly username?: string;
  /** The peer is the focus of a conference, with these. */
  readonly isfocus?: boolean;
  /** The headers that `incoming_header_prefixes` asked for. */
  readonly headers?: SipHeaders;
  /** The SIP status, with `proceeding` and `hangup`. */
  readonly code?: number;
  /** The words to it, with `hangup`. */
  readonly reason?: string;
}

/** What `decline` is answered with; `hangup` follows as an event. */
export interface DeclineResult extends SipResult<'declining'> {
  /** The SIP status that was sent. */
  readonly code: number;
  /** The transfer that was declined. */
  readonly refer_id?: number;
  /** The Call-ID of the call that was declined. */
  readonly call_id?: string;
}

/** What `message` is answered with; `messagedelivery` follows as an event. */
export interface SipMessageResult extends SipResult<'messagesent'> {
  /** The Call-ID that `messagedelivery` will name. */
  readonly call_id: string;
}

/** What `subscribe` is answered with; its outcome and `notify` follow as events. */
export interface SubscribeResult extends SipResult<'subscribing'> {
  /** The Call-ID that was asked for. */
  readonly call_id?: string;
}
