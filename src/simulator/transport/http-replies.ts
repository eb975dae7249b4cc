import type { IncomingMessage, ServerResponse } from 'node:http';

const json = { 'content-type': 'application/json' };

function cors(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {
    'access-control-allow-origin': '*',
    'access-control-max-age': '86400',
  };
  const asked = request.headers['access-control-request-headers'];
  const method = request.headers['access-control-request-method'];
  if (method !== undefined) headers['access-control-allow-methods'] = method;
  if (asked !== undefined) headers['access-control-allow-headers'] = asked;
  return headers;
}

/** An answer without a body, as the server's refusals by status are. */
export function sendEmpty(
  response: ServerResponse,
  status: number,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { ...cors(response.req), ...headers, 'content-length': '0' });
  response.end();
}

/** An answer that the HTTP part of the server makes itself. */
export function sendSized(response: ServerResponse, body: string): void {
  response.writeHead(200, {
    ...cors(response.req),
    ...json,
    'content-length': String(Buffer.byteLength(body)),
  });
  response.end(body);
}

/** An answer that had to wait for the core or for an event. */
export function sendChunked(response: ServerResponse, body: string | Uint8Array): void {
  response.writeHead(200, { ...cors(response.req), ...json, 'transfer-encoding': 'chunked' });
  response.end(body);
}

/** Gives a request up half-way: a status, and then an end in the middle of the body. */
export function breakOff(response: ServerResponse): void {
  response.writeHead(200, { ...cors(response.req), ...json, 'transfer-encoding': 'chunked' });
  response.flushHeaders();
  response.socket?.destroySoon();
}
