// What a spec that runs against several servers is given: the same of each of them.
import { type Proxy } from '../proxy.js';
import { type Wire } from '../wire.js';

export type Kind = 'real' | 'simulator';
export type Over = 'websocket' | 'rest';

export interface ServersOptions {
  /** Seconds without a request until a session ends; 12 by default. */
  readonly sessionTimeout?: number;
  /** Seconds that a session outlives its connection, counted from its last request; 6 by default. */
  readonly reclaimSessionTimeout?: number;
  /** Demanded with every request when given. */
  readonly apiSecret?: string;
  /** Tokens that the server knows; demanded with every request when given, be it an empty list. */
  readonly tokens?: readonly string[];
  /** What a real server loads beside the core; EchoTest and VideoRoom by default. The simulator has what it has. */
  readonly plugins?: readonly string[];
  /** Only these kinds of servers; both by default. */
  readonly kinds?: readonly Kind[];
  /** Only these transports; both by default. */
  readonly over?: readonly Over[];
}

/** What the server itself knows, and what may be done to it behind a client's back. */
export interface Witness {
  sessions(): Promise<readonly number[]>;
  handles(sessionId: number): Promise<readonly number[]>;
  /** In silence: the owner is told nothing. */
  destroySession(sessionId: number): Promise<void>;
  /** Makes it time out, its owner being told; a real server takes up to 6 s. Resolves when it is gone. */
  expire(sessionId: number): Promise<void>;
  /** The owner is told. */
  detachHandle(sessionId: number, handleId: number): Promise<void>;
  /** For one session, or for the server, later sessions included. */
  setSessionTimeout(seconds: number, sessionId?: number): Promise<void>;
  acceptNewSessions(accept: boolean): Promise<void>;
  addToken(token: string): Promise<void>;
  removeToken(token: string): Promise<void>;
  /** Stops and starts it on the same ports; its sessions are gone, connections closed. */
  restart(): Promise<void>;
  /** Takes the session over, past the proxy: its owner is not told. */
  claimAway(sessionId: number): Promise<void>;
  /** Any request by somebody else, past the proxy; resolves with the reply, errors included. */
  request(body: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>>;
}

/** One server, with neither proxy nor recorder in front. */
export interface Backend {
  readonly webSocketUrl: string;
  readonly restUrl: string;
  readonly witness: Witness;
  stop(): Promise<void>;
}

/** All but the first five members are there from `beforeAll` on. */
export interface Target {
  readonly name: string;
  readonly kind: Kind;
  readonly over: Over;
  readonly sessionTimeoutMs: number;
  readonly reclaimSessionTimeoutMs: number;
  /** For the transport under test; leads through `line`. */
  readonly url: string;
  /** The same server past the proxy, for a second client whose line stays whole. */
  readonly directUrl: string;
  /** Cuts, stalls, refuses; healed before and after each test. */
  readonly line: Proxy;
  /** What passed through `line` since the current test began. */
  readonly wire: Wire;
  /** What passed since the target was started. */
  readonly everything: Wire;
  readonly witness: Witness;
}
