import { ConnectionFailedError, ConnectionLostError } from '../errors/connection-errors.js';

/** What the platforms say when a connection was never there: name look-up, refusal, no route, no answer, TLS. */
const NEVER_THERE =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/;

const wasConnecting = (error: unknown): boolean =>
  (error as { readonly connecting?: unknown } | null)?.connecting === true;

const codeOf = (error: unknown): string => {
  const { code, cause } = (error ?? {}) as { readonly code?: unknown; readonly cause?: unknown };
  return typeof code === 'string' ? code : cause === undefined ? '' : codeOf(cause);
};

/**
 * A broken HTTP request as a typed error. `fetch` in a browser does not tell a refused connection from a
 * broken one: what fails without a code is taken for refused where nothing was `reachable`.
 */
export const networkFailure = (
  cause: unknown,
  url: string,
  reachable: boolean,
): ConnectionFailedError | ConnectionLostError => {
  const code = codeOf(cause);
  const refused = wasConnecting(cause) || (code === '' ? !reachable : NEVER_THERE.test(code));
  return refused ? new ConnectionFailedError(url, { cause }) : new ConnectionLostError({ cause });
};
