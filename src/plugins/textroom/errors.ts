/** The package name. */
export const TEXTROOM = 'janus.plugin.textroom';

/** The error codes of the TextRoom plugin, over the API and over the data channel alike. */
export const TEXTROOM_ERROR = {
  411: 'NO_MESSAGE',
  412: 'INVALID_JSON',
  413: 'MISSING_ELEMENT',
  414: 'INVALID_ELEMENT',
  415: 'INVALID_REQUEST',
  416: 'ALREADY_SETUP',
  417: 'NO_SUCH_ROOM',
  418: 'ROOM_EXISTS',
  419: 'UNAUTHORIZED',
  420: 'USERNAME_EXISTS',
  421: 'ALREADY_IN_ROOM',
  422: 'NOT_IN_ROOM',
  423: 'NO_SUCH_USER',
  499: 'UNKNOWN_ERROR',
} as const satisfies Readonly<Record<number, string>>;
