// Sends the verbs of a plugin on a real server, and holds what comes against the types; tells which were answered.
import { type Handle, type MessageOptions, type Plugin, type Reply, type VerbMap } from 'rxjs-janus';
import { refusalOf, shaped } from './on-real.js';
import { type Shape } from './shape.js';

type Verbs<P> = P extends Plugin<infer V> ? V : never;
type Fields<V extends VerbMap, K extends keyof V> = V[K]['fields'];

export interface Asking<V extends VerbMap> {
  /** Its answer, which must be as the types say. */
  ask<K extends keyof V & string>(
    handle: Handle<V>,
    verb: K,
    fields?: Fields<V, K>,
    options?: MessageOptions,
  ): Promise<Reply<V[K]['reply']>>;
  /** The name of the code that it is refused with. */
  refused<K extends keyof V & string>(handle: Handle<V>, verb: K, fields?: Fields<V, K>): Promise<string>;
  /** The verbs of the plugin that were not sent; where no server was there at all, none are told. */
  unsent(): readonly string[];
  /** The verbs that no answer came for: those that were refused alone, and those that were not sent. */
  unanswered(): readonly string[];
}

export function asking<P extends Plugin>(
  { verbs }: P,
  shapes: Readonly<Record<keyof Verbs<P> & string, Shape>>,
): Asking<Verbs<P>> {
  type V = Verbs<P>;
  const [sent, answered] = [new Set<string>(), new Set<string>()];
  const notIn = (done: ReadonlySet<string>) => Object.keys(verbs).filter((verb) => !done.has(verb));
  return {
    ask: async (handle, verb, fields, options) => {
      sent.add(verb);
      const asked$ = handle.request$(verb, (fields ?? {}) as Fields<V, typeof verb>, options);
      const reply = await shaped(shapes[verb], verb, asked$);
      answered.add(verb);
      return reply;
    },
    refused: async (handle, verb, fields) => {
      const name = await refusalOf(handle.request$(verb, (fields ?? {}) as Fields<V, typeof verb>));
      sent.add(verb);
      return name;
    },
    unsent: () => (sent.size === 0 ? [] : notIn(sent)),
    unanswered: () => notIn(answered),
  };
}
