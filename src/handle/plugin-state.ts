import type { Observable } from 'rxjs';
import type { PluginError } from '../errors/request-errors.js';
import type { HandleEvent } from './events.js';
import type { Reply } from './handle.js';
import type { Told } from './told.js';

/** What a plugin's state is folded from. */
export type StateInput =
  | {
      /** What `event$` is about to tell. */
      readonly kind: 'event';
      readonly event: HandleEvent;
    }
  | {
      /** A request of this handle was answered. */
      readonly kind: 'reply';
      readonly verb: string;
      readonly body: object;
      readonly reply: Reply;
    }
  | {
      /** A request of this handle was refused by the plugin. */
      readonly kind: 'refused';
      readonly verb: string;
      readonly body: object;
      readonly error: PluginError;
    };

/** What a plugin asks the server for its state. */
export interface StateQuestion {
  /** The verb, one that may run twice. */
  readonly verb: string;
  /** The other fields of the body. */
  readonly fields?: object;
}

/** How a plugin keeps state: pure functions of what was, and of what came. */
export interface PluginState<S> {
  /** The state before anything came. */
  readonly initial: S;
  /** The next state; an equal one is told to nobody. The same input twice must do no harm. */
  fold(state: S, input: StateInput): S;
  /**
   * What to ask the server for after a gap; undefined when there is nothing to ask. The reply is folded as any
   * other, and what came while it was under way is folded again after it.
   */
  resync?(state: S): StateQuestion | undefined;
  /** What of it a snapshot keeps: plain JSON, without secrets, pins and tokens. */
  save?(state: S): object | undefined;
  /** The state that `save` kept; undefined when the plugin did not make it. */
  load?(saved: object): S | undefined;
}

/** What a plugin's methods find on `this` beside the handle: the state that it keeps, `S`, and what it tells, `E`. */
export interface Stateful<S, E = never> {
  /** Replays the newest state; completes and errors as `event$` does. */
  readonly state$: Observable<S>;
  /** Hot: what the plugin's reader makes of its events, and what it does not know. Completes and errors as `event$` does. */
  readonly told$: Observable<Told<E>>;
  /**
   * Replays the newest of something in the state, when it is another than before. Completes and errors as `event$` does.
   *
   * @param part - What of it.
   */
  part$<T>(part: (state: S) => T): Observable<T>;
}
