/** The error codes of the VoiceMail plugin. */
export const VOICEMAIL_ERROR = {
  460: 'NO_MESSAGE',
  461: 'INVALID_JSON',
  462: 'INVALID_REQUEST',
  463: 'MISSING_ELEMENT',
  464: 'INVALID_ELEMENT',
  465: 'ALREADY_RECORDING',
  466: 'IO_ERROR',
  467: 'LIBOGG_ERROR',
  468: 'INVALID_STATE',
  499: 'UNKNOWN_ERROR',
} as const satisfies Readonly<Record<number, string>>;
