import { Observable, type Subscriber, Subscription, type Unsubscribable } from 'rxjs';
import type { Line } from '../exchange/line.js';
import type { Member } from '../exchange/roster.js';
import type { ServerInfoMessage } from '../protocol/messages.js';
import type { SessionCore } from './core.js';
import { REPLY_LIMIT_MS } from './entry.js';
import { beat$ } from './keep-alive.js';
import { LiveSession } from './live-session.js';
import { probe$ } from './probe.js';
import type { JanusSession } from './session.js';
import { limitsOf, noWindow } from './window.js';

/**
 * A session that stands on a line: a member of the line's roster, which beats for all of one period. It takes one beat
 * and one probe at a time, as `exhaustMap` would: a late answer must not be cancelled by the next beat, since its
 * silence is what is to be noticed.
 */
class Standing implements Member, Unsubscribable {
  readonly #core: SessionCore;
  readonly #line: Line;
  readonly #subscriber: Subscriber<JanusSession>;
  #periodMs = 0;
  #beating = Subscription.EMPTY;
  #probing = Subscription.EMPTY;

  constructor(core: SessionCore, line: Line, subscriber: Subscriber<JanusSession>) {
    this.#core = core;
    this.#line = line;
    this.#subscriber = subscriber;
  }

  get sessionId(): number {
    return this.#core.sessionId;
  }

  settle(): void {
    if (this.#subscriber.closed) return;
    this.#line.roster.watch(this);
    this.run(this.#line.info$, (info) => this.#keep(info));
  }

  #keep(info: ServerInfoMessage | undefined): void {
    const { settings, exchange } = this.#core;
    const { connection, roster } = this.#line;
    const limits = (this.#core.limits = limitsOf(info, connection.kind));
    this.#periodMs = settings.keepAliveMs === 'auto' ? limits.periodMs : settings.keepAliveMs;
    const warning = noWindow(info, connection.kind, this.#periodMs);
    if (warning) exchange.janus$.diagnose(warning);
    // Whoever heard the warning may have ended it.
    if (!this.#subscriber.closed) roster.beat(this, this.#periodMs);
  }

  beat(): void {
    const replyMs = Math.min(this.#periodMs / 2, REPLY_LIMIT_MS);
    if (this.#beating.closed) this.#beating = this.run(beat$(this.#core, this.#line, replyMs));
  }

  doubt(): void {
    if (this.#probing.closed) this.#probing = this.run(probe$(this.#core, this.#line));
  }

  /** It stands no more: the line's beats are the others'. */
  unsubscribe(): void {
    this.#line.roster.leave(this);
  }

  /** Runs something that ends the standing by its error. */
  run<T>(task$: Observable<T>, next: (value: T) => void = () => undefined): Subscription {
    const running = task$.subscribe({ next, error: (error: unknown) => this.#subscriber.error(error) });
    this.#subscriber.add(running);
    return running;
  }
}

/**
 * The keep-alive stream of a session that stands on a line, with its long poll and a watch on whose it is. Emits the
 * session at its first line, and errors when the line is lost, or the session.
 */
export const standing$ = (core: SessionCore, line: Line): Observable<JanusSession> =>
  new Observable((subscriber) => {
    const again = core.standing !== undefined;
    const standing = (core.standing = new Standing(core, line, subscriber));
    core.onLine = subscriber;
    subscriber.add(standing);
    const { kind, rules } = line.connection;
    if (kind === 'poll') {
      const { sessionId, settings } = core;
      const beaten$ = beat$(core, line, settings.requestTimeoutMs);
      const ruled$ = rules?.hold$(line.connection, core, beaten$, settings.scheduler);
      standing.run(ruled$ ?? line.connection.hold$(sessionId));
    }
    if (again) return line.roster.settle(standing);
    standing.settle();
    subscriber.next(new LiveSession(core));
  });
