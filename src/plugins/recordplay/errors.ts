/** The error codes of the Record&Play plugin. */
export const RECORDPLAY_ERROR = {
  411: 'NO_MESSAGE',
  412: 'INVALID_JSON',
  413: 'INVALID_REQUEST',
  414: 'INVALID_ELEMENT',
  415: 'MISSING_ELEMENT',
  416: 'NOT_FOUND',
  417: 'INVALID_RECORDING',
  418: 'INVALID_STATE',
  419: 'INVALID_SDP',
  420: 'RECORDING_EXISTS',
  440: 'UNAUTHORIZED',
  499: 'UNKNOWN_ERROR',
} as const satisfies Readonly<Record<number, string>>;
