// Many clients of one server in virtual time, each with a transport of its own: when each of them tries to come back.
import { type Observable, retry, type SchedulerLike, Subscription, switchMap, throwError, timer } from 'rxjs';
import { backOff, create$, type OutgoingRequest } from 'rxjs-janus';
import { type Answer, coreScript, type ScriptedTransport, scriptedTransport } from 'rxjs-janus/testing';
import { seeded } from './seeded.js';

/** How long a connection takes to be opened or refused, milliseconds. */
const CONNECT_MS = 20;
const GONE: Answer = [{ janus: 'error', error: { code: 458, reason: 'No such session' } }];

/** What came to the server, by its verb or `connect`, and when, milliseconds. */
export interface Knock {
  readonly what: string;
  readonly at: number;
}

export class Crowd {
  readonly knocks: Knock[] = [];
  readonly #clients: readonly { readonly janus$: ScriptedTransport; readonly random: () => number }[];
  readonly #script = coreScript();
  readonly #held = new Subscription();
  readonly #sessions = new Set<number>();
  #listening = true;

  constructor(
    clients: number,
    readonly scheduler: SchedulerLike,
  ) {
    this.#clients = Array.from({ length: clients }, (_, i) => {
      const random = seeded(i);
      const answer = (request: OutgoingRequest): Answer => this.#answer(request);
      const janus$ = scriptedTransport({
        connect$: () => this.#connect$(),
        answer,
        backOff: { random },
        scheduler,
      });
      return { janus$, random };
    });
  }

  /** All of them open a session, and make a new one when it is lost, as the README says. */
  begin(): void {
    const { scheduler } = this;
    for (const { janus$, random } of this.#clients) {
      const always$ = create$(janus$, { scheduler }).pipe(
        retry({ delay: backOff({ random, scheduler }), resetOnSuccess: true }),
      );
      this.#held.add(always$.pipe(switchMap(({ status$ }) => status$)).subscribe());
    }
  }

  /** Every line drops, and nobody listens for so long; what the server knew it may have forgotten by then. */
  lose({ forMs, forgetting }: { readonly forMs: number; readonly forgetting: boolean }): void {
    this.knocks.length = 0;
    this.#listening = false;
    if (forgetting) this.#sessions.clear();
    for (const { janus$ } of this.#clients) janus$.drop();
    this.#held.add(timer(forMs, this.scheduler).subscribe(() => (this.#listening = true)));
  }

  /** How many sessions the server has. */
  get sessions(): number {
    return this.#sessions.size;
  }

  end(): void {
    this.#held.unsubscribe();
  }

  #connect$(): Observable<unknown> {
    this.knocks.push({ what: 'connect', at: this.scheduler.now() });
    return timer(CONNECT_MS, this.scheduler).pipe(
      switchMap((opened) => (this.#listening ? [opened] : throwError(() => new Error('connection refused')))),
    );
  }

  #answer(request: OutgoingRequest): Answer {
    const { janus, session_id: sessionId = 0 } = request;
    this.knocks.push({ what: janus, at: this.scheduler.now() });
    if (sessionId !== 0 && !this.#sessions.has(sessionId)) return GONE;
    const answer = this.#script(request);
    if (janus === 'create') this.#sessions.add((answer[0] as { data: { id: number } }).data.id);
    if (janus === 'destroy') this.#sessions.delete(sessionId);
    return answer;
  }
}
