import { EMPTY, type Observable, Subject, Subscription, forkJoin } from 'rxjs';
import type { JanusClientError } from '../errors/errors.js';
import type { ServerError } from '../errors/request-errors.js';
import {
  SessionEndedError,
  SessionLostError,
  SessionSupersededError,
  SessionTimeoutError,
} from '../errors/session-errors.js';
import type { DeskOwner } from '../exchange/desk-setup.js';
import type { Desk } from '../exchange/desk.js';
import type { Exchange } from '../exchange/exchange.js';
import type { Line } from '../exchange/line.js';
import type { Gap, HandleHost } from '../handle/host.js';
import type { LiveHandle } from '../handle/live-handle.js';
import type { JanusMessage } from '../protocol/messages.js';
import type { RequestBody } from '../protocol/requests.js';
import { History } from './history.js';
import type { Settings } from './options.js';
import { Suspects } from './suspects.js';

/** Who holds the session: how many subscribers there are, over all runs of one `create$` or `claim$`. */
export interface Holders {
  count: number;
}

/**
 * What one run of a session knows: its id, its line, its handles, its end. The pipeline changes it; the
 * session and the handles that users hold look at it.
 */
export class SessionCore implements DeskOwner, HandleHost {
  readonly exchange: Exchange;
  readonly settings: Settings;
  readonly desk: Desk;
  readonly history: History;
  /** The lines that it lost since it last stood on one. */
  readonly suspects = new Suspects();
  readonly handles = new Map<number, LiveHandle>();
  /** The line it stands on, or stood on last. */
  line: Line | undefined;
  /** Undefined until the server gave one, or the user did. */
  id: number | undefined;
  /** The server's `session_timeout` in seconds, 0 for none or unknown. */
  serverTimeoutS = 0;
  /** Drops and failed attempts since the last answered beat. */
  attempts = 0;
  /** Whether we have asked the server to end it. */
  destroying = false;
  ended: JanusClientError | undefined;
  readonly #holders: Holders;
  readonly #fault = new Subject<JanusClientError>();
  readonly #over = new Subject<void>();
  #route = Subscription.EMPTY;
  #goodbyes: Observable<unknown>[] = [];

  constructor(exchange: Exchange, settings: Settings, holders: Holders, id: number | undefined) {
    this.exchange = exchange;
    this.settings = settings;
    this.#holders = holders;
    this.id = id;
    this.desk = exchange.desk(this, settings);
    this.history = new History(exchange.scheduler);
  }

  get sessionId(): number {
    return this.id ?? 0;
  }

  get gap$(): Observable<Gap> {
    return this.history.gap$;
  }

  /** What ends the session, or its line, from outside the pipeline. */
  get fault$(): Observable<JanusClientError> {
    return this.#fault;
  }

  /** Emits when the session was ended on request. */
  get over$(): Observable<void> {
    return this.#over;
  }

  failCalls(handleId: number, error: JanusClientError): void {
    this.desk.failWhere((call) => call.request.handle_id === handleId, error);
  }

  /** Whether nobody holds the session any more, and it is to be left on the server. */
  get abandoned(): boolean {
    return this.#holders.count === 0 && this.settings.teardown() === 'abandon';
  }

  release(handleId: number): void {
    this.handles.delete(handleId);
    if (this.ended || this.abandoned) return;
    const body = { janus: 'detach', session_id: this.sessionId, handle_id: handleId } as const;
    if (this.history.live) this.#tell(body);
    else this.desk.request$(body).subscribe({ error: () => undefined });
  }

  /** From now on the session's messages on this line are its own. */
  stand(line: Line): void {
    this.#route.unsubscribe();
    this.line = line;
    this.#route = line.route(this.sessionId, this.desk);
  }

  /** The server has it, and we stand on this line. */
  began(line: Line, by: 'create' | 'claim'): void {
    this.stand(line);
    this.suspects.letGo();
    this.history.began(by);
    // A session's create was not asked at its own desk.
    this.desk.answeredAt = Math.max(this.desk.answeredAt, this.desk.now());
    this.desk.resume(line);
  }

  /** The line is gone. It is kept open, if it can be: a half-open line can still be saved, or carry a farewell. */
  interrupt(cause: JanusClientError): void {
    this.attempts++;
    if (this.line) this.suspects.add(this.line);
    // Before anybody hears of it: what they ask for then must wait for the next line.
    this.desk.drop(cause);
    this.history.dropped(this.attempts, cause);
  }

  /** Ends everything that hangs on it: requests, handles, status. Without an error it was we who ended it. */
  end(error: JanusClientError | undefined): void {
    if (this.ended) return;
    this.ended = error ?? new SessionEndedError(this.id);
    this.desk.end(this.ended, { doubtAcked: error?.kind === 'session-superseded' });
    for (const handle of this.handles.values()) handle.sessionOver(error, this.ended);
    this.handles.clear();
    this.history.ended(error);
    this.#route.unsubscribe();
    this.suspects.letGo();
  }

  /** The server has destroyed it, as we asked. */
  destroyed(): void {
    this.end(undefined);
    this.#over.next();
  }

  /** What leaves when the last subscriber went; nothing when it is over already. */
  farewell(): void {
    if (this.ended) return;
    const { id } = this;
    const stays = this.settings.teardown() === 'abandon';
    if (id !== undefined && this.history.begun && !stays) {
      for (const handleId of this.handles.keys())
        if (this.history.live) this.#tell({ janus: 'detach', session_id: id, handle_id: handleId });
      this.#sayDestroy(id);
    }
    this.end(undefined);
  }

  event(message: JanusMessage): void {
    if (message.janus === 'timeout') this.#fault.next(new SessionTimeoutError(this.sessionId));
    else if (message.sender !== undefined) this.handles.get(message.sender)?.receive(message);
  }

  superseded(): void {
    this.#fault.next(new SessionSupersededError(this.sessionId));
  }

  refused({ code, verb, handleId }: ServerError): void {
    if (code === 458 && verb === 'destroy') this.destroyed();
    else if (code === 458) this.#fault.next(new SessionLostError(this.sessionId, 'not-found'));
    else if (code === 459 && handleId !== undefined)
      this.handles.get(handleId)?.receive({ janus: 'detached', sender: handleId });
  }

  undelivered(error: JanusClientError): void {
    this.#fault.next(error);
  }

  #sayDestroy(id: number): void {
    if (this.history.live) return this.#tell({ janus: 'destroy', session_id: id });
    // In a gap every line that is open may carry it: one that is being claimed on, and those that were lost.
    if (this.line) this.suspects.add(this.line);
    if (!this.suspects.destroy(id)) this.exchange.janus$.diagnose({ kind: 'farewell-unsent', sessionId: id });
  }

  /** Farewells leave in order: a stream keeps it, over REST each waits for the one before. */
  #tell(body: RequestBody): void {
    if (!this.line) return;
    const after$ =
      this.line.connection.kind === 'poll' && this.#goodbyes.length > 0 ? forkJoin(this.#goodbyes) : EMPTY;
    this.#goodbyes = [this.line.tell$(body, after$)];
  }
}
