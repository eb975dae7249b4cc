import type { Observable } from 'rxjs';
import type { DropKind } from './faults/drop-rules.js';
import type { SimulatorFrame } from './transport/frame-log.js';

/** One session of the simulated server, as it stands at the moment. */
export interface SimulatedSession {
  /** Its id. */
  readonly id: number;
  /** Who gets its events: `'none'` after its line has dropped, `'elsewhere'` after `claimAway`. */
  readonly owner: 'websocket' | 'rest' | 'elsewhere' | 'none';
  /** Epoch milliseconds of the last request that named it. */
  readonly lastActivityAt: number;
  /** Its handles, oldest first. */
  readonly handles: readonly { readonly id: number; readonly plugin: string; readonly opaqueId?: string }[];
}

/** A running simulated server: where it listens, what it saw, and the faults it makes on demand. */
export interface JanusSimulator {
  /** For `webSocketTransport`, `ws://127.0.0.1:port/`. */
  readonly webSocketUrl: string;
  /** For `restTransport`, `http://127.0.0.1:port/janus`. */
  readonly restUrl: string;
  /** The port of both, on 127.0.0.1. */
  readonly port: number;
  /** Every message and long poll that a client sent, from the subscription on; completes when the server stops. */
  readonly request$: Observable<SimulatorFrame>;
  /** Every message both ways, from the subscription on; completes when the server stops. */
  readonly frame$: Observable<SimulatorFrame>;
  /** The sessions that exist now. */
  sessions(): readonly SimulatedSession[];

  /** Destroys all connections, without a close frame. */
  cut(): void;
  /** Destroys the connection of the owner of a session: its WebSocket, or those that poll for it. */
  cutSession(sessionId: number): void;
  /** Closes all WebSockets with a close frame. */
  close(code?: number, reason?: string): void;
  /**
   * Makes open connections half-open, or lets them go on: nothing is read or written, they stay open. Connections
   * that come later are served, unless the scope is `'all'`.
   */
  stall(on: boolean, scope?: 'open' | 'all'): void;
  /** Closes the listening port, or opens it again from the next turn of the event loop on; connections stay. */
  refuse(on: boolean): void;
  /** Loses the next messages of a kind that would go out; default 1. */
  dropNext(kind: DropKind, count?: number): void;
  /** Sends the event that answers a message before its `ack`, or after it as by default. */
  eventBeforeAck(on: boolean): void;
  /** Has everything that goes out wait for so many milliseconds; 0 ends it. */
  delayReplies(ms: number): void;
  /** Forgets everything and destroys all connections; the port stays. */
  restart(): void;
  /** Ends a session as if it had timed out just now: `timeout` to its owner, then `detached` for each handle on a WebSocket. */
  expire(sessionId: number): void;
  /** Ends a session and tells nobody. */
  destroySession(sessionId: number): void;
  /** Ends a handle: `detached` to the owner. */
  detachHandle(sessionId: number, handleId: number): void;
  /** Has another client claim a session, which its owner is not told. */
  claimAway(sessionId: number): void;
  /** Whether `create` is served, or refused with 472. */
  acceptSessions(on: boolean): void;
  /** Adds a token, for all plugins or for those named. */
  addToken(token: string, plugins?: readonly string[]): void;
  /** Removes a token, from the next request on. */
  removeToken(token: string): void;
  /** Sends any event to the owner of a session, with its `session_id` if it has none. */
  push(sessionId: number, message: Readonly<Record<string, unknown>> & { readonly janus: string }): void;
  /** Writes to all WebSockets, and answers all waiting polls with it; bytes make a binary frame. */
  sendRaw(data: string | Uint8Array): void;
  /** Sets the limit of all sessions that have none of their own, or of one session, in milliseconds; 0 is none. */
  setSessionTimeout(ms: number, sessionId?: number): void;
  /** Brings the PeerConnection of a handle up, which no media here ever does: `webrtcup` to the owner, and in a videoroom the others are told of the publisher. */
  webrtcUp(sessionId: number, handleId: number): void;
  /** Ends the PeerConnection of a handle: `hangup` to the owner, whether or not there was one. */
  hangup(sessionId: number, handleId: number, reason: string): void;
}
