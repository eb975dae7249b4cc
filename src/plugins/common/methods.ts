import type { Observable } from 'rxjs';
import type { Handle, MessageOptions, Reply } from '../../handle/handle.js';
import type { BareVerb, VerbMap } from '../../handle/plugin.js';

/** The answer to a verb, as the methods that are named after it give it. */
export type Answer$<V extends VerbMap, K extends keyof V> = Observable<Reply<V[K]['reply']>>;

/** The arguments of a method that is a verb: its fields, which may be left out where none is required. */
export type Arguments<F extends object> = object extends F
  ? [fields?: F, options?: MessageOptions]
  : [fields: F, options?: MessageOptions];

/** Makes a method of a plugin that is its verb, no more: one that takes the verb's fields. */
export type AsVerb<V extends VerbMap> = <K extends keyof V & string>(
  verb: K,
) => (this: Handle<V>, ...args: Arguments<V[K]['fields']>) => Answer$<V, K>;

/** Makes one that takes none. */
export type BareVerbs<V extends VerbMap> = <K extends BareVerb<V>>(
  verb: K,
) => (this: Handle<V>, options?: MessageOptions) => Answer$<V, K>;

/** For every plugin; each says by the type whose verbs it means. */
export const asVerb = (verb: string): unknown =>
  function (this: Handle, fields: object, options?: MessageOptions) {
    return this.request$(verb, fields, options);
  };

/** The same of {@link BareVerbs}. */
export const bareVerb = (verb: string): unknown =>
  function (this: Handle, options?: MessageOptions) {
    return this.request$(verb, {}, options);
  };
