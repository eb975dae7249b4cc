import { type SchedulerLike, Subject } from 'rxjs';
import type { JanusClientError } from '../errors/errors.js';
import { ANSWERS, REQUEST, type VerbRule } from '../protocol/verbs.js';
import type { JanusMessage } from '../protocol/messages.js';
import type { OutgoingRequest } from '../protocol/requests.js';
import type { Diagnostic } from '../transport/diagnostic.js';
import type { TransportState } from '../transport/transport.js';
import { Gaps } from './gaps.js';
import { type Entry, Ledger } from './ledger.js';
import { shortId } from './short-id.js';
import type { TraceKind, TraceSink, TraceStep } from './step.js';
import { Words, type WordsOptions } from './words.js';

const nothing = (): void => undefined;

/** Puts together what belongs together, and tells it to the sinks. */
export class Teller {
  readonly #step = new Subject<TraceStep>();
  readonly #ledger = new Ledger();
  readonly #gaps = new Gaps();
  readonly #words: Words;
  readonly #scheduler: SchedulerLike;

  constructor(sinks: readonly TraceSink[], options: WordsOptions, scheduler: SchedulerLike) {
    this.#words = new Words(options);
    this.#scheduler = scheduler;
    for (const next of sinks) this.#step.subscribe({ next, error: nothing });
  }

  sent(request: OutgoingRequest): void {
    const { janus, session_id: session, handle_id: handle, transaction } = request;
    const at = this.#scheduler.now();
    // A claim of what stands here means that it was found lost, by whatever sign.
    if (janus === 'claim' && session !== undefined) this.#gaps.lost(session, at);
    const entry = this.#ledger.enter(transaction, janus, at);
    this.#tell('request', this.#words.ofRequest(request), { session, handle, entry });
  }

  unsent(transaction: string, error: JanusClientError): void {
    this.#tell('unsent', this.#words.line(error.message), { entry: this.#ledger.find(transaction) });
  }

  received(message: JanusMessage): void {
    const entry = this.#ledger.find(message.transaction);
    const kind = kindOf(message, entry);
    if (entry && kind !== 'ack' && kind !== 'event') entry.answered = true;
    const afterMs = entry && this.#scheduler.now() - entry.at;
    const { session_id: session, sender: handle } = message;
    this.#tell(kind, this.#words.ofMessage(message, entry?.verb), { session, handle, entry, afterMs });
    this.#follow(message, entry?.verb);
  }

  polls(session: number): void {
    this.#tell('poll', 'long poll', { session });
  }

  pollLost(session: number): void {
    this.#gaps.lost(session, this.#scheduler.now());
    this.#tell('line', 'the long poll broke', { session });
  }

  line(state: TransportState): void {
    if (state.kind === 'lost') this.#gaps.allLost(this.#scheduler.now());
    const down = state.kind === 'lost' || state.kind === 'idle';
    this.#tell(down ? 'down' : 'line', this.#words.line(...wordsOfState(state)));
  }

  token(): void {
    this.#tell('line', 'another token is in force');
  }

  diagnosed(diagnostic: Diagnostic): void {
    const { kind, ...rest } = diagnostic;
    const more = Object.values(rest).filter(
      (value) => typeof value === 'string' || typeof value === 'number',
    );
    const error = 'error' in diagnostic && diagnostic.error instanceof Error && diagnostic.error.message;
    this.#tell('diagnostic', this.#words.line(kind, ...more, error));
  }

  /** What became of the session that a message is about. */
  #follow(message: JanusMessage, verb: string | undefined): void {
    const { janus, session_id: known } = message;
    const id = janus === 'success' && verb === 'create' ? message.data?.id : known;
    if (typeof id !== 'number') return;
    const gone = janus === 'timeout' || (janus === 'error' && message.error.code === 458);
    if (gone || (janus === 'success' && verb === 'destroy')) this.#gaps.over(id);
    else if (janus === 'success' && (verb === 'create' || verb === 'claim')) this.#stands(id);
  }

  #stands(session: number): void {
    const since = this.#gaps.stands(session);
    if (since === undefined) return;
    const afterMs = this.#scheduler.now() - since;
    this.#tell('gap', `reclaimed after ${(afterMs / 1_000).toFixed(1)} s without a line`, {
      session,
      afterMs,
    });
  }

  #tell(kind: TraceKind, text: string, about: About = {}): void {
    const { session, handle, entry, afterMs } = about;
    this.#step.next({
      kind,
      at: this.#scheduler.now(),
      text,
      ...(entry && { request: entry.request, verb: entry.verb }),
      ...(afterMs !== undefined && { afterMs }),
      ...(session !== undefined && { session: shortId(session) }),
      ...(handle !== undefined && { handle: shortId(handle) }),
    });
  }
}

/** What a step is about. */
interface About {
  readonly session?: number | undefined;
  readonly handle?: number | undefined;
  readonly entry?: Entry | undefined;
  readonly afterMs?: number | undefined;
}

const kindOf = (message: JanusMessage, entry: Entry | undefined): TraceKind => {
  if (message.janus === 'error') return 'error';
  if (message.janus === 'ack') return entry && ackIsReply(entry.verb) ? 'reply' : 'ack';
  const answers: Readonly<Record<string, boolean>> = ANSWERS;
  if (!entry || entry.answered || answers[message.janus] !== true) return 'event';
  return refused(message) ? 'error' : 'reply';
};

const ackIsReply = (verb: string): boolean => {
  const rules: Readonly<Record<string, VerbRule>> = REQUEST;
  return rules[verb]?.ackIsReply === true;
};

/** Plugins refuse within what is a success to the core. */
const refused = (message: JanusMessage): boolean =>
  (message.janus === 'success' || message.janus === 'event') &&
  message.plugindata?.data['error_code'] !== undefined;

const wordsOfState = (state: TransportState): readonly string[] => {
  switch (state.kind) {
    case 'idle':
      return ['closed'];
    case 'lost':
      return ['lost:', state.cause.message];
    default:
      return [state.kind, state.url];
  }
};
