import { endHandle } from './handle-life.js';
import type { Owner } from './owner.js';
import { randomId } from './random-id.js';
import { Session } from './session.js';
import { handleMessage, wireMessage } from './wire.js';

/** The sessions of the server, by id. */
export class SessionTable {
  readonly #sessions = new Map<number, Session>();

  constructor(
    private readonly now: () => number,
    /** Whether a session outlives the line of its owner, until it is claimed or the watchdog comes. */
    private readonly reclaim: boolean,
  ) {}

  all(): readonly Session[] {
    return [...this.#sessions.values()];
  }

  find(id: number): Session | undefined {
    return this.#sessions.get(id);
  }

  create(wanted: number, own: (id: number) => Owner): Session {
    const id = wanted || randomId((taken) => this.#sessions.has(taken));
    const session = new Session(id, own(id), this.now());
    this.#sessions.set(id, session);
    return session;
  }

  touch(session: Session): void {
    session.lastActivityAt = this.now();
  }

  /** Ends a session without a word to anybody: `destroy`, the admin's too, and a dropped line without reclaim. */
  end(session: Session): void {
    if (session.ended) return;
    session.ended = true;
    this.#sessions.delete(session.id);
    const handles = [...session.handles.values()];
    handles.forEach((handle) => endHandle(handle));
    session.owner.release();
  }

  /** Ends a session by its limit: `timeout` to the owner, then `detached` for each handle. */
  expire(session: Session): void {
    const { owner } = session;
    const handleIds = [...session.handles.keys()];
    owner.push(wireMessage('timeout', session.id));
    this.end(session);
    handleIds.forEach((id) => owner.push(handleMessage('detached', session.id, id)));
  }

  /** Gives a session to another owner; the old one is not told on the wire. */
  claim(session: Session, owner: () => Owner): void {
    session.owner.release();
    session.owner = owner();
    session.ownerGone = false;
  }

  /** The line of an owner has closed. */
  ownerGone(owner: Owner): void {
    for (const session of this.all()) {
      if (session.owner !== owner || session.flagged) continue;
      if (this.reclaim) session.ownerGone = true;
      else this.end(session);
    }
  }
}
