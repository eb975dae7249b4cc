/** The error codes of the AudioBridge plugin. */
export const AUDIOBRIDGE_ERROR = {
  480: 'NO_MESSAGE',
  481: 'INVALID_JSON',
  482: 'INVALID_REQUEST',
  483: 'MISSING_ELEMENT',
  484: 'INVALID_ELEMENT',
  485: 'NO_SUCH_ROOM',
  486: 'ROOM_EXISTS',
  487: 'NOT_JOINED',
  488: 'LIBOPUS_ERROR',
  489: 'UNAUTHORIZED',
  490: 'ID_EXISTS',
  491: 'ALREADY_JOINED',
  492: 'NO_SUCH_USER',
  493: 'INVALID_SDP',
  494: 'NO_SUCH_GROUP',
  499: 'UNKNOWN_ERROR',
} as const satisfies Readonly<Record<number, string>>;
