// Reads HTTP/1.1 messages out of the bytes of one direction, until the line is handed over to WebSocket.

export interface HttpMessage {
  /** `['GET', '/janus', 'HTTP/1.1']` of a request, `['HTTP/1.1', '200', 'OK']` of a response. */
  readonly start: readonly string[];
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

interface Part {
  readonly content: Buffer;
  readonly rest: Buffer;
}

const HEAD_END = '\r\n\r\n';

/** What can be read of `bytes` in full, and the bytes that are left for the next time. */
export function readHttp(bytes: Buffer): { message: HttpMessage; rest: Buffer } | undefined {
  const headEnd = bytes.indexOf(HEAD_END);
  if (headEnd < 0) return undefined;
  const [first = '', ...lines] = bytes.subarray(0, headEnd).toString('latin1').split('\r\n');
  const headers = new Map(lines.map(header));
  const body = readBody(headers, bytes.subarray(headEnd + HEAD_END.length));
  if (body === undefined) return undefined;
  return { message: { start: first.split(' '), headers, body: body.content.toString() }, rest: body.rest };
}

function header(line: string): [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
}

function readBody(headers: ReadonlyMap<string, string>, bytes: Buffer): Part | undefined {
  if (headers.get('transfer-encoding')?.toLowerCase() === 'chunked') return readChunks(bytes);
  const length = Number(headers.get('content-length') ?? 0);
  return bytes.length < length
    ? undefined
    : { content: bytes.subarray(0, length), rest: bytes.subarray(length) };
}

function readChunks(bytes: Buffer): Part | undefined {
  const chunks: Buffer[] = [];
  for (let at = 0; ;) {
    const lineEnd = bytes.indexOf('\r\n', at);
    const size = parseInt(bytes.subarray(at, Math.max(lineEnd, at)).toString('latin1'), 16);
    const next = lineEnd + 2 + size + 2;
    if (lineEnd < 0 || !(next <= bytes.length)) return undefined;
    if (size === 0) return { content: Buffer.concat(chunks), rest: bytes.subarray(next) };
    chunks.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = next;
  }
}
