/** The ids that an error is about. */
export interface ErrorIds {
  /** The session, where there is one. */
  readonly sessionId?: number | undefined;
  /** The handle, where there is one. */
  readonly handleId?: number | undefined;
}

/** `' (session 1, handle 2)'`, or nothing. */
export const where = ({ sessionId, handleId }: ErrorIds): string =>
  sessionId ? ` (session ${sessionId}${handleId ? `, handle ${handleId}` : ''})` : '';

/** An address without user, password and query: those may hold a token. */
export const safeUrl = (url: string): string => url.replace(/\/\/[^/?#]*@/, '//').replace(/[?#].*$/s, '');

/** The text of whatever was thrown. */
export const reasonOf = (cause: unknown): string =>
  (cause instanceof Error && cause.message) || 'no reason given';
