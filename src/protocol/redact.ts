/** Names of fields that hold secrets, in small letters: of the core, of rooms and mountpoints, of SIP and of encrypted RTP. */
const SECRET_KEYS: ReadonlySet<string> = new Set([
  'token',
  'apisecret',
  'admin_secret',
  'secret',
  'new_secret',
  'pin',
  'new_pin',
  'admin_key',
  // Invitations to a room.
  'allowed',
  'rtsp_pwd',
  'ha1_secret',
  'authuser',
  'authorization',
  'proxy-authorization',
  'srtp_crypto',
  'srtpcrypto',
  'crypto',
]);

/** Secrets inside of texts: the password of an address, a query's token, the key of an SDES line in a session description. */
const IN_TEXT: readonly RegExp[] = [
  /((?:\w:\/\/|\bsips?:)[^\s/@:]*:)[^\s/]+(?=@)/g,
  /([?&](?:token|apisecret|secret|pin|admin_key)=)[^&#\s]+/gi,
  /(\binline:)[^\s|]+/g,
];

const HIDDEN = '***';

/**
 * The same value with secrets, pins and tokens replaced by `'***'`: what is printed, traced or stored goes through it. Keeps
 * the shape; what holds no secret is equal to what was given. Never changes its argument.
 *
 * @param value - Anything that JSON can hold.
 * @example
 * ```ts
 * import { redact } from 'rxjs-janus';
 *
 * console.log(redact({ request: 'join', room: 1234, pin: '4711' })); // { request: 'join', room: 1234, pin: '***' }
 * ```
 */
export const redact = (value: unknown): unknown => {
  if (typeof value === 'string')
    return IN_TEXT.reduce((text, secret) => text.replace(secret, `$1${HIDDEN}`), value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(redact);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      SECRET_KEYS.has(key.toLowerCase()) ? hidden(inner) : redact(inner),
    ]),
  );
};

/** Nothing of a secret but that it is there; whether there is one, as `secret: true`, is none. */
const hidden = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(hidden);
  return value === undefined || value === null || typeof value === 'boolean' ? value : HIDDEN;
};
