import type { Observable } from 'rxjs';
import type { Handle, MessageOptions, Reply } from '../../handle/handle.js';
import type { BareVerb, VerbMap } from '../../handle/plugin.js';

/** The answer to a verb, as the methods that are named after it give it. */
export type Answer$<V extends VerbMap, K extends keyof V> = Observable<Reply<V[K]['reply']>>;

/** The arguments of a method that is a verb: its fields, which may be left out where none is required. */
export type Arguments<F extends object> = object extends F
  ? [fields?: F, options?: MessageOptions]
  : [fields: F, options?: MessageOptions];

/** Makes the methods of a plugin that are their verb, no more. */
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types -- the types of the two say it, and would be told twice
export const methodsOf = <V extends VerbMap>() => ({
  /** A method that takes the verb's fields. */
  as: <K extends keyof V & string>(verb: K) =>
    function (this: Handle<V>, ...args: Arguments<V[K]['fields']>): Answer$<V, K> {
      return this.request$(verb, ...(args as [V[K]['fields'], MessageOptions?]));
    },
  /** A method that takes none. */
  bare: <K extends BareVerb<V>>(verb: K) =>
    function (this: Handle<V>, options?: MessageOptions): Answer$<V, K> {
      return this.request$(verb, {}, options);
    },
});
