import { BehaviorSubject, type Observable, Subscription } from 'rxjs';
import type { JanusClientError } from '../errors/errors.js';
import type { HandleHost } from './host.js';
import type { PluginState, StateInput, StateQuestion } from './plugin-state.js';
import { isSame } from './same.js';

/** The state of one handle: folded from what comes, and asked for where something may have been missed. */
export class Folded {
  readonly #host: Pick<HandleHost, 'handles'>;
  readonly #rules: PluginState<unknown>;
  readonly #told: BehaviorSubject<unknown>;
  #state: unknown;
  /** What came while the server is being asked: its answer may hold it, or not yet. */
  #meanwhile: StateInput[] | undefined;
  #asking = Subscription.EMPTY;

  constructor(host: Pick<HandleHost, 'handles'>, rules: PluginState<unknown>, state: unknown) {
    this.#host = host;
    this.#rules = rules;
    this.#state = state;
    this.#told = new BehaviorSubject(state);
  }

  get state$(): Observable<unknown> {
    return this.#told.asObservable();
  }

  get saved(): object | undefined {
    return this.#rules.save?.(this.#state);
  }

  fold(input: StateInput): void {
    this.#meanwhile?.push(input);
    this.#become([input]);
  }

  /** Asks the server for the state. */
  resync(ask$: (question: StateQuestion) => Observable<StateInput>): void {
    const question = this.#rules.resync?.(this.#state);
    if (!question) return;
    this.#asking.unsubscribe();
    this.#meanwhile = [];
    this.#asking = ask$(question).subscribe({
      next: (input) => this.#become([input, ...(this.#meanwhile ?? [])]),
      // What ends the handle or the session ends it by itself; a deadline leaves the state as it was.
      error: () => undefined,
    });
    this.#asking.add(() => (this.#meanwhile = undefined));
  }

  /** Lost with an error, or ended by us. */
  end(error: JanusClientError | undefined): void {
    this.#asking.unsubscribe();
    if (error) this.#told.error(error);
    else this.#told.complete();
  }

  /** Told once, however much is folded: what came and went meanwhile must not flicker. */
  #become(inputs: readonly StateInput[]): void {
    const next = inputs.reduce((state, input) => this.#rules.fold(state, input), this.#state);
    if (isSame(next, this.#state)) return;
    this.#state = next;
    this.#told.next(next);
    this.#host.handles.changed();
  }
}
