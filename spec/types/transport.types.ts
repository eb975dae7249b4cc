// What the transports take, from a plain address to credentials that are asked for.
import { of } from 'rxjs';
import { type JanusTransport, restTransport, webSocketTransport } from 'rxjs-janus';

declare const token: (context: { refused?: string }) => Promise<string>;

export const good = (): JanusTransport[] => [
  webSocketTransport({ url: 'wss://janus.example/ws' }),
  webSocketTransport({ url: () => of('wss://janus.example/ws'), token, apiSecret: 'secret' }),
  webSocketTransport({ url: 'wss://janus.example/ws', token: () => of('token'), connectTimeoutMs: 5_000 }),
  restTransport({ url: 'https://janus.example/janus', maxEvents: 10 }),
];

export const bad = () => [
  // @ts-expect-error an address is needed
  webSocketTransport({}),
  // @ts-expect-error an address is a string, or a source of it
  webSocketTransport({ url: 8188 }),
  // @ts-expect-error milliseconds are a number
  webSocketTransport({ url: 'wss://janus.example/ws', connectTimeoutMs: '5s' }),
  // @ts-expect-error one socket has no long poll
  webSocketTransport({ url: 'wss://janus.example/ws', maxEvents: 10 }),
  // @ts-expect-error a transport is an Observable of messages, not of sessions
  restTransport({ url: 'https://janus.example/janus' }).id,
];
