/**
 * The error codes of the Janus core, by number: the names of the server's own constants without `JANUS_ERROR_`.
 * Source: `src/apierror.h` of the server (1.4.1; the same numbers on 1.1.2).
 */
export const SERVER_ERROR = {
  403: 'UNAUTHORIZED',
  405: 'UNAUTHORIZED_PLUGIN',
  450: 'TRANSPORT_SPECIFIC',
  452: 'MISSING_REQUEST',
  453: 'UNKNOWN_REQUEST',
  454: 'INVALID_JSON',
  455: 'INVALID_JSON_OBJECT',
  456: 'MISSING_MANDATORY_ELEMENT',
  457: 'INVALID_REQUEST_PATH',
  458: 'SESSION_NOT_FOUND',
  459: 'HANDLE_NOT_FOUND',
  460: 'PLUGIN_NOT_FOUND',
  461: 'PLUGIN_ATTACH',
  462: 'PLUGIN_MESSAGE',
  463: 'PLUGIN_DETACH',
  464: 'JSEP_UNKNOWN_TYPE',
  465: 'JSEP_INVALID_SDP',
  466: 'TRICKE_INVALID_STREAM',
  467: 'INVALID_ELEMENT_TYPE',
  468: 'SESSION_CONFLICT',
  469: 'UNEXPECTED_ANSWER',
  470: 'TOKEN_NOT_FOUND',
  471: 'WEBRTC_STATE',
  472: 'NOT_ACCEPTING_SESSIONS',
  490: 'UNKNOWN',
} as const satisfies Readonly<Record<number, string>>;

/** The code of an error of the Janus core, `458` for example. */
export type ServerErrorCode = keyof typeof SERVER_ERROR;

/** The name of a core error code, or `'UNKNOWN'` for one this table does not list. */
export const serverErrorName = (code: number): string =>
  (SERVER_ERROR as Readonly<Record<number, string>>)[code] ?? 'UNKNOWN';
