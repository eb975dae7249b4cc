/** SIP headers of one's own, by name. */
export type SipHeaders = Readonly<Record<string, string>>;

/** What most requests take. */
export interface SipHeaderFields {
  /** Headers that go with the SIP message. */
  readonly headers?: SipHeaders;
}

/** How media between the server and the SIP peer is encrypted: not, if the peer can, or not at all without. */
export type SipSrtp = 'sdes_optional' | 'sdes_mandatory';

/** What a password is given as; one of the two at most. */
export interface SipSecretFields {
  /** The password. */
  readonly secret?: string;
  /** The password as an HA1 hash. */
  readonly ha1_secret?: string;
  /** The user to authenticate as, when it is not the one of the SIP address. */
  readonly authuser?: string;
}

/** The fields of `register`. */
export interface RegisterFields extends SipHeaderFields, SipSecretFields {
  /** The SIP address, `'sip:alice@example.com'`. */
  readonly username: string;
  /** `'guest'` sends no REGISTER; `'helper'` makes the handle a further line of the one of `master_id`. */
  readonly type?: 'guest' | 'helper';
  /** `false` sends no REGISTER. */
  readonly send_register?: boolean;
  /** The registrar's address, `'sip:example.com'`. */
  readonly proxy?: string;
  /** Where everything is sent first. */
  readonly outbound_proxy?: string;
  /** The name that others are shown. */
  readonly display_name?: string;
  /** What is told as User-Agent. */
  readonly user_agent?: string;
  /** Seconds until the registration expires; the server renews it. 3600 by default. */
  readonly register_ttl?: number;
  /** `true` to register anew though registered. */
  readonly refresh?: boolean;
  /** Whether SIP goes by UDP alone. */
  readonly force_udp?: boolean;
  /** Whether SIP goes by TCP alone. */
  readonly force_tcp?: boolean;
  /** Whether a SIPS address is used. */
  readonly sips?: boolean;
  /** Whether a call may be cancelled before the peer has said anything. */
  readonly rfc2543_cancel?: boolean;
  /** `false` leaves it to `send_ringing` to tell a caller that it rings. Since Janus 1.3.3. */
  readonly automatic_ringing?: boolean;
  /** The beginnings of the names of those headers that events shall tell. */
  readonly incoming_header_prefixes?: readonly string[];
  /** Parameters of the Contact header. */
  readonly contact_params?: SipHeaders;
  /** For a helper: the `masterId` of the registration that it belongs to. */
  readonly master_id?: number;
}

/** The fields of `call`. The offer goes along as `jsep`. */
export interface CallFields extends SipHeaderFields, SipSecretFields {
  /** Whom to call, `'sip:bob@example.com'`. */
  readonly uri: string;
  /** A Call-ID of one's own. */
  readonly call_id?: string;
  /** Whether to encrypt towards the peer. */
  readonly srtp?: SipSrtp;
  /** The profile to encrypt with. */
  readonly srtp_profile?: string;
  /** `false` to be told of the peer's re-INVITEs instead of the server accepting them; true by default. */
  readonly autoaccept_reinvites?: boolean;
  /** The id of the transfer that this call follows. */
  readonly refer_id?: number;
}

/** The fields of `accept` and `progress`. The answer goes along as `jsep`. */
export interface AcceptFields extends SipHeaderFields {
  /** Whether to encrypt towards the peer. */
  readonly srtp?: SipSrtp;
  /** The profile to encrypt with. */
  readonly srtp_profile?: string;
  /** `false` to be told of the peer's re-INVITEs instead of the server accepting them; true by default. */
  readonly autoaccept_reinvites?: boolean;
}

/** The fields of `decline`. */
export interface DeclineFields extends SipHeaderFields {
  /** The SIP status to decline with, 400 or above; 486 (busy) by default. */
  readonly code?: number;
  /** The id of a transfer to decline, in place of a call. */
  readonly refer_id?: number;
}

/** The fields of `hold`. */
export interface HoldFields extends SipHeaderFields {
  /** What still flows: `'sendonly'` by default. */
  readonly direction?: 'sendonly' | 'recvonly' | 'inactive';
}

/** The fields of `dtmf_info`. */
export interface DtmfFields extends SipHeaderFields {
  /** One key: `0` to `9`, `*`, `#`, `A` to `D`. */
  readonly digit: string;
  /** How long it is pressed, milliseconds up to 5000; 160 by default. */
  readonly duration?: number;
}

/** The fields of `info`. */
export interface InfoFields extends SipHeaderFields {
  /** The content's type, `'application/json'`. */
  readonly type: string;
  /** The content. */
  readonly content: string;
}

/** The fields of `message`. */
export interface SipMessageFields extends SipHeaderFields {
  /** The text. */
  readonly content: string;
  /** Its type; `'text/plain'` by default. */
  readonly content_type?: string;
  /** To whom, outside a call; without it the message goes to the peer of the call. */
  readonly uri?: string;
  /** A Call-ID of one's own, outside a call. */
  readonly call_id?: string;
}

/** The fields of `transfer`. */
export interface TransferFields {
  /** Whom the peer shall call. */
  readonly uri: string;
  /** The Call-ID of the call that this one shall take the place of. */
  readonly replace?: string;
}

/** The fields of `subscribe` and `unsubscribe`. */
export interface SubscribeFields extends SipHeaderFields {
  /** The event, `'message-summary'`. */
  readonly event: string;
  /** Whose; one's own by default. */
  readonly to?: string;
  /** What is accepted. */
  readonly accept?: string;
  /** Seconds until it expires; 3600 by default. */
  readonly subscribe_ttl?: number;
  /** A Call-ID of one's own. */
  readonly call_id?: string;
}

/** The fields of `recording`. */
export interface RecordingFields {
  /** What to do. */
  readonly action: 'start' | 'stop' | 'pause' | 'resume';
  /** Whether our audio is meant. */
  readonly audio?: boolean;
  /** Whether our video is meant. */
  readonly video?: boolean;
  /** Whether the peer's audio is meant. */
  readonly peer_audio?: boolean;
  /** Whether the peer's video is meant. */
  readonly peer_video?: boolean;
  /** Whether the peer is asked for a key frame. */
  readonly send_peer_pli?: boolean;
  /** The path and beginning of the names of the recordings on the server. */
  readonly filename?: string;
}
