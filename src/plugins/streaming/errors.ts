/** The error codes of the Streaming plugin. */
export const STREAMING_ERROR = {
  450: 'NO_MESSAGE',
  451: 'INVALID_JSON',
  452: 'INVALID_REQUEST',
  453: 'MISSING_ELEMENT',
  454: 'INVALID_ELEMENT',
  455: 'NO_SUCH_MOUNTPOINT',
  456: 'CANT_CREATE',
  457: 'UNAUTHORIZED',
  458: 'CANT_SWITCH',
  459: 'CANT_RECORD',
  460: 'INVALID_STATE',
  461: 'INVALID_SDP',
  470: 'UNKNOWN_ERROR',
} as const satisfies Readonly<Record<number, string>>;
