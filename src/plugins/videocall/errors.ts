/** The error codes of the VideoCall plugin. */
export const VIDEOCALL_ERROR = {
  470: 'NO_MESSAGE',
  471: 'INVALID_JSON',
  472: 'INVALID_REQUEST',
  473: 'REGISTER_FIRST',
  474: 'INVALID_ELEMENT',
  475: 'MISSING_ELEMENT',
  476: 'USERNAME_TAKEN',
  477: 'ALREADY_REGISTERED',
  478: 'NO_SUCH_USERNAME',
  479: 'USE_ECHO_TEST',
  480: 'ALREADY_IN_CALL',
  481: 'NO_CALL',
  482: 'MISSING_SDP',
  483: 'INVALID_SDP',
  499: 'UNKNOWN_ERROR',
} as const satisfies Readonly<Record<number, string>>;
