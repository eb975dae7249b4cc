import { type Observable, ReplaySubject, type Unsubscribable, concatMap, pairwise } from 'rxjs';
import type { JanusClientError } from '../errors/errors.js';
import type { ServerError } from '../errors/request-errors.js';
import {
  SessionEndedError,
  SessionLostError,
  SessionSupersededError,
  SessionTimeoutError,
} from '../errors/session-errors.js';
import { Desk } from '../exchange/desk.js';
import type { Exchange } from '../exchange/exchange.js';
import type { Guest, Line } from '../exchange/line.js';
import type { HandleSnapshot } from '../handle/handle.js';
import type { Gap, HandleHost } from '../handle/host.js';
import type { Run } from '../internal/shared.js';
import type { JanusMessage } from '../protocol/messages.js';
import { ANSWERS } from '../protocol/verbs.js';
import type { PolledSession } from '../transport/poll-rules.js';
import { farewell } from './farewell.js';
import { Handles } from './handles.js';
import { LostLines } from './lost-lines.js';
import { type Settings, teardownOf } from './options.js';
import type { JanusSession } from './session.js';
import { LIVE, type SessionStatus } from './status.js';
import { UNLIMITED } from './window.js';

/** What is known of a session before it stands on a line: nothing of one to be created. */
export interface Taken {
  readonly id?: number | undefined;
  readonly handles?: readonly HandleSnapshot[];
}

const NONE: readonly HandleSnapshot[] = [];

/**
 * What one run of a session knows: its id, its line, its handles, its end. The pipeline changes it; the session and
 * the handles that users hold look at it.
 */
export class SessionCore extends Desk implements HandleHost, Guest, PolledSession, Unsubscribable {
  readonly settings: Settings;
  readonly handles: Handles;
  /** The lines that it lost since it last stood on one. */
  readonly lost = new LostLines();
  /** The line it stands on, or stood on last. */
  line: Line | undefined;
  /** Undefined until the server gave one, or the user did. */
  id: number | undefined;
  /** What the server allows, as far as it is known. */
  limits = UNLIMITED;
  /** Drops and failed attempts since the last answered beat. */
  attempts = 0;
  /** When it was claimed, epoch milliseconds; claims against another poll of the same session do not count. */
  claimedAt = -Infinity;
  /** Whether the next claim is one against another poll of the same session. */
  contested = false;
  /** How often it was claimed back from another client. */
  retakes = 0;
  /** Whether we have asked the server to end it. */
  destroying = false;
  /** What its life on the line is errored by. */
  onLine: { error(error: unknown): void } | undefined;
  /** Its life on the line, once it stands there. */
  standing: { doubt(): void } | undefined;
  /** What hears of handles that are none of its own. */
  stray: { receive(message: JanusMessage): void } | undefined;
  /** What it has come to; undefined before it first stood on a line. */
  status: SessionStatus | undefined;
  /** What the pipeline tells, and who holds it; completed when the session was ended on request. */
  readonly #run: Run<JanusSession>;
  // Made when somebody looks: most sessions of a large service are only held. It replays after its end, too.
  #status: ReplaySubject<SessionStatus> | undefined;

  constructor(exchange: Exchange, settings: Settings, run: Run<JanusSession>, { id, handles = NONE }: Taken) {
    super(exchange, settings);
    this.settings = settings;
    this.#run = run;
    this.id = id;
    this.handles = new Handles(handles);
  }

  get sessionId(): number {
    return this.id ?? 0;
  }

  /** Whether it stands on a line. */
  get live(): boolean {
    return this.status?.kind === 'live';
  }

  get status$(): Observable<SessionStatus> {
    if (!this.#status) {
      this.#status = new ReplaySubject(1);
      if (this.status) this.#become(this.status);
    }
    return this.#status.asObservable();
  }

  get gap$(): Observable<Gap> {
    return this.status$.pipe(
      pairwise(),
      concatMap(([was, { kind }]) =>
        was.kind === 'reclaiming' && kind === 'live' ? [{ from: was.since, to: this.exchange.now() }] : [],
      ),
    );
  }

  /** Whether nobody holds the session any more, and it is to be left on the server. */
  get abandoned(): boolean {
    return !this.#run.held && teardownOf(this.settings) === 'abandon';
  }

  /** From now on the session's messages on this line are its own. */
  stand(line: Line): void {
    this.line?.leave(this.sessionId, this);
    this.line = line;
    line.route(this.sessionId, this);
  }

  /** The server has it, and we {@link stand} on this line. */
  began(line: Line, by: 'create' | 'claim'): void {
    const missed = this.status !== undefined;
    this.lost.letGo();
    this.answeredAt = this.exchange.now();
    if (by === 'claim' && !this.contested) this.claimedAt = this.answeredAt;
    this.contested = false;
    // What waits leaves before anybody hears of it: what they ask for then comes behind it, and finds room.
    this.resume(line);
    this.#become(LIVE[by]);
    // At its first line there is nothing that a handle could have missed.
    if (missed) for (const handle of [...this.handles.live.values()]) handle.resync();
  }

  /** The line is gone. It is kept open, if it can be. */
  interrupt(cause: JanusClientError): void {
    this.lost.keep(this.line);
    // Before anybody hears of it: what they ask for then must wait for the next line.
    this.drop(cause);
    const since = this.droppedAt ?? this.exchange.now();
    this.#become({ kind: 'reclaiming', since, attempt: ++this.attempts, cause });
  }

  /** When the line was found lost, epoch milliseconds; undefined while it stands. */
  get droppedAt(): number | undefined {
    return this.status?.kind === 'reclaiming' ? this.status.since : undefined;
  }

  /** Ends everything that hangs on it: requests, handles, status. Without an error it was we who ended it. */
  end(error: JanusClientError | undefined, abandoned = false): void {
    if (this.ended) return;
    const ended = error ?? new SessionEndedError(this.id);
    this.close(ended);
    this.handles.over(ended, error);
    this.#become({ kind: 'ended', ...(error && { cause: error }), ...(abandoned && { abandoned }) });
    this.line?.leave(this.sessionId, this);
    this.lost.letGo();
  }

  /** The server has destroyed it, as we asked. */
  destroyed(): void {
    this.end(undefined);
    this.#run.complete();
  }

  /** Nobody holds it any more. */
  unsubscribe(): void {
    farewell(this);
  }

  event(message: JanusMessage): void {
    const { janus, sender } = message;
    if (janus === 'timeout') this.onLine?.error(new SessionTimeoutError(this.sessionId));
    else if (sender !== undefined && (janus === 'event' || janus === 'unknown' || !ANSWERS[janus]))
      (this.handles.live.get(sender) ?? this.stray)?.receive(message);
  }

  superseded(): void {
    this.onLine?.error(new SessionSupersededError(this.sessionId));
  }

  protected override refused({ code, verb, handleId = 0 }: ServerError): void {
    if (code === 458 && verb === 'destroy') this.destroyed();
    else if (code === 458) this.onLine?.error(new SessionLostError(this.sessionId, 'not-found'));
    else if (code === 459) this.event({ janus: 'detached', sender: handleId });
  }

  protected override unheard(): void {
    this.standing?.doubt();
  }

  protected override undelivered(error: JanusClientError): void {
    this.onLine?.error(error);
  }

  #become(status: SessionStatus): void {
    this.status = status;
    this.#status?.next(status);
    if (status.kind === 'ended') this.#status?.complete();
  }
}
