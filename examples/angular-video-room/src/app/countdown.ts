/** How long a server keeps a session without a line, milliseconds: 0 is not at all, undefined that it does not tell. */
export type Window = number | undefined;

/** By the answer to `info`. */
export const windowOf = (info: object): Window => {
  const seconds: unknown = (info as Readonly<Record<string, unknown>>)['reclaim-session-timeout'];
  return typeof seconds === 'number' ? seconds * 1_000 : undefined;
};

/** What is left of it. The server counts from the session's last request, which was before the drop: it may be less. */
export const leftOf = (window: Window, goneMs: number): string => {
  if (window === undefined) return 'For as long as the server keeps it';
  if (window === 0) return 'No time: the server keeps no session without a line';
  const leftMs = window - goneMs;
  return leftMs > 0 ? `Up to ${Math.ceil(leftMs / 1_000)} s left` : 'Its time is up';
};
