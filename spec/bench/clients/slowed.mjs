// The library with what it does without put back: a write for each frame, and a timer and an operator for each request.
// It is there to be caught by the guard.
import { timeout } from 'rxjs';
import { WebSocket } from 'ws';
import { asking, connect as connectFast } from './rxjs-janus.mjs';

const makeWebSocket = (url, protocols) => new WebSocket(url, protocols, { perMessageDeflate: false });

export async function connect(url, options) {
  const { handle, ...client } = await connectFast(url, { ...options, transport: { makeWebSocket } });
  const ask$ = () => handle.message$({ request: 'exists', room: 1234 }).pipe(timeout(10_000));
  return { ...client, requests: asking(ask$) };
}
