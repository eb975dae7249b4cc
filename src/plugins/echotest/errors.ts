/** The error codes of the EchoTest plugin. */
export const ECHOTEST_ERROR = {
  411: 'NO_MESSAGE',
  412: 'INVALID_JSON',
  413: 'INVALID_ELEMENT',
  414: 'INVALID_SDP',
} as const satisfies Readonly<Record<number, string>>;
