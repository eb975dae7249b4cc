/** How RTP that leaves or enters as it is can be encrypted: not, when left out. */
export interface SrtpFields {
  /** Bits of the authentication tag. */
  readonly srtp_suite?: 32 | 80;
  /** The key, base64 as in SDES. */
  readonly srtp_crypto?: string;
}

/** Where RTP is sent to. */
export interface DestinationFields extends SrtpFields {
  /** The address, or a name. */
  readonly host: string;
  /** Which addresses of a name are taken; any by default. */
  readonly host_family?: 'ipv4' | 'ipv6';
  /** The UDP port. */
  readonly port: number;
}
