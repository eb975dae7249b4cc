import { type Observable, Subscription } from 'rxjs';
import { type Diagnostic, type JanusSession, type OutgoingRequest, type SessionStatus } from 'rxjs-janus';
import { type ScriptedTransport, type ScriptedTransportOptions, scriptedTransport } from 'rxjs-janus/testing';
import { type VirtualTime, wordOfError } from '../../support/marbles.js';

type Answers = NonNullable<ScriptedTransportOptions['answer']>;

/** A stream that a spec follows: what it told, with its times. */
export interface Followed<T> {
  readonly told: string[];
  readonly values: T[];
  readonly errors: unknown[];
  readonly subscription: Subscription;
  /** The newest value. */
  readonly last: T;
}

export interface Rig {
  readonly janus$: ScriptedTransport;
  /** Every request, with its time: `'0 create'`. */
  readonly frames: string[];
  readonly diagnostics: Diagnostic[];
  /** Subscribes now, and writes down what comes. */
  follow<T>(source$: Observable<T>, wordOf?: (value: T) => string): Followed<T>;
}

const wordOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : value === undefined
      ? 'done'
      : 'value';

/** Once a second after the first attempt: the waits themselves have specs of their own. */
const EACH_SECOND = { backOff: { firstMs: 1_000, maxMs: 1_000 } };

export const rigOf = (time: Pick<VirtualTime, 'now'>, options: ScriptedTransportOptions = {}): Rig => {
  const janus$ = scriptedTransport({ ...EACH_SECOND, ...options });
  const frames: string[] = [];
  const diagnostics: Diagnostic[] = [];
  janus$.sent$.subscribe(({ janus }) => frames.push(`${String(time.now())} ${janus}`));
  janus$.diagnostics$.subscribe((diagnostic) => diagnostics.push(diagnostic));
  return { janus$, frames, diagnostics, follow: (source$, word = wordOf) => follow(time, source$, word) };
};

const follow = <T>(
  { now }: Pick<VirtualTime, 'now'>,
  source$: Observable<T>,
  word: (value: T) => string,
): Followed<T> => {
  const [told, values, errors]: [string[], T[], unknown[]] = [[], [], []];
  const note = (what: string): void => void told.push(`${String(now())} ${what}`);
  const subscription = new Subscription();
  subscription.add(
    source$.subscribe({
      next: (value) => {
        values.push(value);
        note(word(value));
      },
      error: (error: unknown) => {
        errors.push(error);
        note(wordOfError(error));
      },
      complete: () => note('complete'),
    }),
  );
  return {
    told,
    values,
    errors,
    subscription,
    get last() {
      if (values.length === 0) throw new Error('nothing was told yet');
      return values[values.length - 1] as T;
    },
  };
};

/** A status in a word or two. */
export const wordOfStatus = (status: SessionStatus): string => {
  switch (status.kind) {
    case 'live':
      return `live by ${status.by}`;
    case 'reclaiming':
      return `reclaiming since ${String(status.since)}, attempt ${String(status.attempt)}, ${status.cause.kind}`;
    case 'ended':
      return status.cause ? `ended by ${status.cause.kind}` : 'ended';
  }
};

export const wordOfSession = ({ id }: JanusSession): string => `session ${String(id)}`;

/** Answers some verbs in its own way, the others as a server that says yes. */
export const answering =
  (
    table: Partial<Record<OutgoingRequest['janus'], (request: OutgoingRequest) => ReturnType<Answers>>>,
  ): Answers =>
  (request) =>
    table[request.janus]?.(request);

export const silence = (): [] => [];

export const refusal = (code: number, reason = 'No'): readonly object[] => [
  { janus: 'error', error: { code, reason } },
];

/** A plugin's event under the transaction of the request. */
export const event = (data: object, more: object = {}): object => ({
  janus: 'event',
  plugindata: { plugin: 'janus.plugin.echotest', data },
  ...more,
});
