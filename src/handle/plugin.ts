import type { Handle } from './handle.js';
import type { PluginState, Stateful } from './plugin-state.js';
import type { Reader } from './told.js';

/** What is fixed about a verb of a plugin. */
export interface PluginVerbRule {
  /** Whether it is harmless when it runs twice, so that it may be sent again after a claim. */
  readonly repeatable: boolean;
  /** Whether the server answers it at once, as `success`; else by an event behind an ack. A refusal comes the same way. */
  readonly sync?: boolean;
  /** The kinds of event that end what it begins, where its answer says but that it has begun. */
  readonly ends?: readonly string[];
}

/** The types of one verb. */
export interface VerbTypes {
  /** The fields of the body beside `request`. */
  readonly fields: object;
  /** The data of the answer. */
  readonly reply: object;
}

/** The verbs of a plugin, by name. */
export type VerbMap = Readonly<Record<string, VerbTypes>>;

/** Those verbs of a plugin that require no field. */
export type BareVerb<V extends VerbMap> = {
  readonly [K in keyof V & string]: object extends V[K]['fields'] ? K : never;
}[keyof V & string];

/**
 * A plugin as data: its package name, what is fixed about its verbs, its error codes, and the methods that it
 * adds to a handle. `V` types `request$`, `M` are the methods. Made by {@link definePlugin}.
 */
export interface Plugin<V extends VerbMap = VerbMap, M extends object = object> {
  /** The package name, `'janus.plugin.echotest'` for example. */
  readonly package: string;
  /** What is fixed about each verb; one that is not listed is not repeated. */
  readonly verbs: Readonly<Record<string, PluginVerbRule>>;
  /** The names of the error codes. */
  readonly errors: Readonly<Record<number, string>>;
  /** What it adds to a handle: methods and getters over the handle's own. */
  readonly methods: M;
  /** How its state is kept; without it a handle keeps none. */
  readonly state?: PluginState<unknown> | undefined;
  /** How what it tells unasked is read; nothing is known without. */
  readonly read?: Reader<unknown> | undefined;
  /** The verbs' types; never there at run time. */
  readonly types?: V;
}

/** The handle that attaching a plugin gives: {@link Handle} itself for a bare package name. */
export type HandleOf<P> = P extends Plugin<infer V, infer M> ? Handle<V> & M : Handle;

/** What {@link definePlugin} takes. */
export interface PluginDefinition<M extends object, S = unknown, E = never> {
  /** The package name. */
  readonly package: string;
  /** What is fixed about each verb; none is repeatable by default. */
  readonly verbs?: Readonly<Record<string, PluginVerbRule>>;
  /** The names of the error codes. */
  readonly errors?: Readonly<Record<number, string>>;
  /** How its state is kept; the methods then find `state$` and `part$` on `this`. */
  readonly state?: PluginState<S>;
  /** How what it tells unasked is read, each with a `kind`; the methods then find `told$` on `this`. */
  readonly read?: Reader<E>;
  /** What it adds to a handle. */
  readonly methods?: M;
}

/** One for all plugins without methods of their own, as each object of methods is a class of handles. */
const NONE = {};

/**
 * Describes a plugin, this library's or one of your own; `attach$` then gives handles typed by it.
 *
 * @example
 * ```ts
 * import { definePlugin, type VerbTypes } from 'rxjs-janus';
 *
 * interface CounterVerbs extends Record<string, VerbTypes> {
 *   readonly add: { readonly fields: { readonly by: number }; readonly reply: { readonly total: number } };
 * }
 *
 * const counter = definePlugin<CounterVerbs>()({
 *   package: 'com.example.plugin.counter',
 *   verbs: { add: { repeatable: false } },
 *   errors: { 601: 'NOT_A_NUMBER' },
 *   methods: {
 *     addOne$() {
 *       return this.request$('add', { by: 1 });
 *     },
 *   },
 * });
 * ```
 */
export const definePlugin =
  <V extends VerbMap>() =>
  <M extends object = object, S = unknown, E = never>(
    definition: PluginDefinition<M, S, E> & ThisType<Handle<V> & Stateful<S, E> & M>,
  ): Plugin<V, M> => {
    const { package: name, verbs = NONE, errors = NONE, methods = NONE as M, state, read } = definition;
    return { package: name, verbs, errors, methods, state, read };
  };

const plain = new Map<string, Plugin>();

/** The plugin of a bare package name: no verbs, no error names, a plain handle. One per name, as a service has many handles. */
export const plainPlugin = (name: string): Plugin => {
  const known = plain.get(name) ?? definePlugin()({ package: name });
  plain.set(name, known);
  return known;
};
