import type { IncomingMessage } from 'node:http';

/** Hands over the whole body of a request; nothing when its connection breaks before. */
export function readBody(request: IncomingMessage, done: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.once('end', () => done(Buffer.concat(chunks)));
  request.on('error', () => undefined);
}
