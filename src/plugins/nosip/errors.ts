/** The error codes of the NoSIP plugin. */
export const NOSIP_ERROR = {
  440: 'NO_MESSAGE',
  441: 'INVALID_JSON',
  442: 'INVALID_REQUEST',
  443: 'MISSING_ELEMENT',
  444: 'INVALID_ELEMENT',
  445: 'WRONG_STATE',
  446: 'MISSING_SDP',
  447: 'INVALID_SDP',
  448: 'IO_ERROR',
  449: 'RECORDING_ERROR',
  450: 'TOO_STRICT',
  451: 'NO_SUCH_STREAM',
  499: 'UNKNOWN_ERROR',
} as const satisfies Readonly<Record<number, string>>;
