/**
 * The error codes of the SIP plugin's own refusals; what SIP answers comes as `code` and `reason` of a state.
 *
 * Outside a call `info`, `message`, `dtmf_info` and `transfer` are refused with the code 0, where 447 is meant.
 */
export const SIP_ERROR = {
  0: 'WRONG_STATE',
  440: 'NO_MESSAGE',
  441: 'INVALID_JSON',
  442: 'INVALID_REQUEST',
  443: 'MISSING_ELEMENT',
  444: 'INVALID_ELEMENT',
  445: 'ALREADY_REGISTERED',
  446: 'INVALID_ADDRESS',
  447: 'WRONG_STATE',
  448: 'MISSING_SDP',
  449: 'LIBSOFIA_ERROR',
  450: 'IO_ERROR',
  451: 'RECORDING_ERROR',
  452: 'TOO_STRICT',
  453: 'HELPER_ERROR',
  454: 'NO_SUCH_CALLID',
  455: 'NO_SUCH_STREAM',
  499: 'UNKNOWN_ERROR',
} as const satisfies Readonly<Record<number, string>>;
