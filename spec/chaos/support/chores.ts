// What sessions are busy with while their line breaks; some of it must never run twice.
import { type Observable, switchMap, take } from 'rxjs';
import {
  create$,
  type Handle,
  type JanusErrorKind,
  type JanusSession,
  type JanusTransport,
} from 'rxjs-janus';

/** What a chore works with. */
export interface Desk {
  readonly janus$: JanusTransport;
  readonly session: JanusSession;
  readonly echo: Handle;
  readonly rooms: Handle;
}

export interface ChoreRule {
  /** Whether the library may send it again after a drop. */
  readonly repeatable: boolean;
  /** Whether it attaches a handle, which a repeated attach can leave behind once. */
  readonly attaches?: boolean;
  /** Ends that it has of its own, beside those of the session. */
  readonly errors?: readonly JanusErrorKind[];
  /** Requests that it makes one after another, each with a deadline of its own. */
  readonly requests?: number;
  /** Codes of the core that the server refuses it with at times. */
  readonly refusals?: readonly number[];
  /** `tag` is unlike that of any other chore. */
  ask(desk: Desk, tag: string): Observable<unknown>;
}

export const ECHO = 'janus.plugin.echotest';
export const ROOMS = 'janus.plugin.videoroom';
/** In the configuration of every server. */
const DEMO_ROOM = 1234;
/** Milliseconds. */
export const REQUEST_TIMEOUT_MS = 4_000;
const harmless = { idempotent: true };

/** A room of that name each time it runs: how many there are tells how often that was. */
const createRoom$ = (rooms: Handle, tag: string): Observable<unknown> =>
  rooms.message$({ request: 'create', description: tag });

/** Refused with 425 when it runs twice on one handle. */
const join$ = (session: JanusSession, tag: string): Observable<unknown> =>
  session.attach$(ROOMS).pipe(
    switchMap((handle) =>
      handle.message$({ request: 'join', ptype: 'publisher', room: DEMO_ROOM, display: tag }),
    ),
    take(1),
  );

const visit$ = (session: JanusSession): Observable<unknown> =>
  session.attach$(ECHO).pipe(
    switchMap((handle) => handle.message$({ audio: true }, harmless)),
    take(1),
  );

const table = {
  'create room': { repeatable: false, ask: ({ rooms }, tag) => createRoom$(rooms, tag) },
  'look at room': {
    repeatable: true,
    ask: ({ rooms }) => rooms.message$({ request: 'exists', room: DEMO_ROOM }, harmless),
  },
  'echo again': { repeatable: true, ask: ({ echo }) => echo.message$({ audio: true }, harmless) },
  'echo once': { repeatable: false, ask: ({ echo }) => echo.message$({ video: true }) },
  // 471: a hangup before it is still being cleaned up.
  trickle: { repeatable: true, refusals: [471], ask: ({ echo }) => echo.trickle$(null) },
  'hang up': { repeatable: true, ask: ({ echo }) => echo.hangup$() },
  join: { repeatable: false, attaches: true, requests: 2, ask: ({ session }, tag) => join$(session, tag) },
  // A session of its own on the same line: nobody claims it back before it has begun.
  'come and go': {
    repeatable: false,
    errors: ['connection-failed', 'connection-lost', 'http-status'],
    ask: ({ janus$ }) => create$(janus$, { requestTimeoutMs: REQUEST_TIMEOUT_MS }).pipe(take(1)),
  },
  visit: { repeatable: true, attaches: true, requests: 2, ask: ({ session }) => visit$(session) },
} as const satisfies Readonly<Record<string, ChoreRule>>;

export type ChoreName = keyof typeof table;
export const CHORES: Readonly<Record<ChoreName, ChoreRule>> = table;
