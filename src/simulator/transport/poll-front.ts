import type { ServerResponse } from 'node:http';
import type { Core } from '../core/core.js';
import type { Owner } from '../core/owner.js';
import type { Timers } from '../core/timers.js';
import { pathId, type RestPath } from './http-path.js';
import { sendChunked, sendEmpty, sendSized } from './http-replies.js';
import type { Line } from './line.js';
import type { Outlet } from './outlet.js';
import { pollBody, type Poll } from './poll.js';
import { PollQueue } from './poll-queue.js';

/** A poll whose client waits for an answer. */
export interface WaitingPoll {
  readonly sessionId: number;
  readonly line: Line;
  /** Answers it with anything at all, in the place of what it waits for. */
  answerRaw(data: string | Uint8Array): void;
}

/** The long polls: one queue per session that REST owns. */
export class PollFront {
  readonly #queues = new Map<number, PollQueue>();
  readonly #waiting = new Set<WaitingPoll>();

  constructor(
    private readonly core: Core,
    private readonly outlet: Outlet,
    private readonly timers: Timers,
    private readonly longPollMs: number,
  ) {}

  /** A new and empty queue for a session that was created or claimed over REST. */
  own(sessionId: number): Owner {
    const queue = new PollQueue(this.outlet, this.timers, this.longPollMs, (released) => {
      if (this.#queues.get(sessionId) === released) this.#queues.delete(sessionId);
    });
    this.#queues.set(sessionId, queue);
    return queue;
  }

  waiting(): readonly WaitingPoll[] {
    return [...this.#waiting];
  }

  /** Opening a poll counts as activity whoever owns the session; then it waits, or is refused by its status. */
  serve(path: RestPath, response: ServerResponse, line: Line): void {
    const sessionId = pathId(path.session);
    if (sessionId === 0) return sendEmpty(response, 404);
    if (!this.core.auth.allows(Object.fromEntries(path.query))) return sendEmpty(response, 403);
    const session = this.core.sessions.find(sessionId);
    if (session !== undefined) this.core.sessions.touch(session);
    if (path.handle !== undefined)
      return sendEmpty(response, 302, { location: `/janus/${path.session ?? ''}` });
    const queue = this.#queues.get(sessionId);
    if (queue === undefined) return sendEmpty(response, 404);
    this.#wait(queue, sessionId, maxEvents(path.query), response, line);
  }

  #wait(queue: PollQueue, sessionId: number, max: number, response: ServerResponse, line: Line): void {
    let waited = false;
    const poll: Poll = {
      maxEvents: max,
      answer: (messages) => {
        const send = waited ? sendChunked : sendSized;
        this.outlet.send('rest', line, messages, () => {
          if (!response.headersSent) send(response, pollBody(max, messages));
        });
      },
    };
    const answerRaw = (data: string | Uint8Array): void => {
      queue.forget(poll);
      line.run(() => sendChunked(response, data));
    };
    const waiting = { sessionId, line, answerRaw };
    this.#waiting.add(waiting);
    response.once('close', () => this.#waiting.delete(waiting));
    queue.open(poll);
    waited = true;
  }
}

/** Whatever is no number above 0 counts as 1. */
const maxEvents = (query: URLSearchParams): number =>
  Math.max(1, Number.parseInt(query.get('maxev') ?? '1', 10) || 1);
