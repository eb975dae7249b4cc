// One session under chaos: what holds it, what it asks, and all that it was told.
import { type Handle, type JanusSession, type JanusTransport, create$, type SessionStatus } from 'rxjs-janus';
import { until } from '../../support/until.js';
import { type Watched, watch } from '../../support/watch.js';
import { ask, type Asked } from './asked.js';
import { CHORES, type ChoreName, ECHO, REQUEST_TIMEOUT_MS, ROOMS } from './chores.js';
import { type Cause } from './causes.js';

/** Short, so that half-open lines are found quickly; well within the limits of the server. */
export const KEEP_ALIVE_MS = 1_000;

export interface Told {
  readonly at: number;
  readonly status: SessionStatus;
}

export class Actor {
  readonly told: Told[] = [];
  /** Why the server may have ended it: nothing else may. */
  readonly causes = new Set<Cause>();
  asked: Asked[] = [];
  gaps = 0;
  /** Attaches that a drop met: each may have run twice, and left a handle that no client can list. */
  repeatedAttaches = 0;
  /** How many handles such attaches have left. */
  orphans = 0;
  /** Whether we ended it. */
  left = false;
  #asks = 0;

  private constructor(
    readonly name: string,
    readonly janus$: JanusTransport,
    readonly carried: () => number,
    readonly lease: Watched<JanusSession>,
    readonly session: JanusSession,
    readonly echo: Watched<Handle>,
    readonly rooms: Watched<Handle>,
  ) {
    session.status$.subscribe((status) => this.told.push({ at: Date.now(), status }));
    session.gap$.subscribe(() => this.gaps++);
  }

  /** On a line without faults. */
  static async begin(name: string, janus$: JanusTransport, carried: () => number): Promise<Actor> {
    const options = { keepAliveMs: KEEP_ALIVE_MS, requestTimeoutMs: REQUEST_TIMEOUT_MS };
    const lease = watch(create$(janus$, options));
    try {
      const session = await lease.value();
      const [echo, rooms] = [watch(session.attach$(ECHO)), watch(session.attach$(ROOMS))];
      await Promise.all([echo.value(), rooms.value()]);
      return new Actor(name, janus$, carried, lease, session, echo, rooms);
    } catch (error) {
      lease.unsubscribe();
      throw error;
    }
  }

  get id(): number {
    return this.session.id;
  }

  get status(): SessionStatus {
    return (this.told.at(-1) as Told).status;
  }

  get over(): boolean {
    return this.status.kind === 'ended';
  }

  /** Whether it stands on a line, or is over, with all its requests at an end. */
  get settled(): boolean {
    return this.status.kind !== 'reclaiming' && this.asked.every(({ endedAt }) => endedAt !== undefined);
  }

  /** Asks for it now, whatever state the session is in. */
  do(name: ChoreName): Asked {
    this.#asks += 1;
    const { requests = 1 } = CHORES[name];
    const about = {
      name,
      tag: `${this.name} ${String(this.id)} ${String(this.#asks)}`,
      stood: this.status.kind === 'live',
      dueAt: Date.now() + requests * REQUEST_TIMEOUT_MS,
    };
    const asked = ask(about, CHORES[name].ask(this.#desk, about.tag), this.carried);
    this.asked.push(asked);
    return asked;
  }

  /** Whether its events come: what answers this is one. */
  async hears(): Promise<boolean> {
    const asked = this.do('echo again');
    await until('the echo', () => asked.endedAt !== undefined, { timeoutMs: REQUEST_TIMEOUT_MS + 1_000 });
    return asked.completed;
  }

  /** What was told and asked is judged; the next round begins with the status that it ended with. */
  forget(): void {
    this.told.splice(0, this.told.length - 1);
    // It came back in spite of it: what ends it from here on is something else.
    if (this.status.kind === 'live') this.causes.delete('away too long');
    this.asked = this.asked.filter(({ endedAt }) => endedAt === undefined);
    this.gaps = 0;
  }

  leave(): void {
    this.left = true;
    for (const watched of [this.rooms, this.echo, this.lease]) watched.unsubscribe();
  }

  get #desk() {
    const [echo, rooms] = [this.echo.values[0], this.rooms.values[0]];
    if (!echo || !rooms) throw new Error('a handle that was there is gone');
    return { janus$: this.janus$, session: this.session, echo, rooms };
  }
}
